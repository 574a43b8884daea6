using Ksef.Offline.Cli.Commands;
using NodaTime;

namespace Ksef.Offline.Cli;

/// <summary>Instants and keys given as arguments; what cannot be read is one clear line.</summary>
internal static class InstantText
{
    public static Instant Read(string option, string text)
    {
        try
        {
            return AnnouncementJson.Moment(text, option);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
