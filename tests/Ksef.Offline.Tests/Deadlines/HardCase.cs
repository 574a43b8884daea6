using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.TestKit;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Tests.Deadlines;

/// <summary>One line of Data/deadlines.txt.</summary>
internal sealed record HardCase(string Line, DeadlineQuestion Question, IReadOnlyList<Announcement> Announcements, string Answer, LocalDate? Stricter)
{
    public static IReadOnlyList<HardCase> ReadAll(string file) =>
    [
        .. File.ReadLines(Path.Combine(SharedData.ProjectRoot, "tests/Ksef.Offline.Tests/Data", file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Read),
    ];

    public static Instant Warsaw(string text)
    {
        var offset = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFFFo<m>").Parse(text);
        if (offset.Success) return offset.Value.ToInstant();
        var minutes = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<m>").Parse(text);
        if (minutes.Success) return minutes.Value.ToInstant();
        var local = LocalDateTimePattern.CreateWithInvariantCulture(text.Length > 16 ? "uuuu-MM-dd'T'HH:mm:ss.FFFFFFFFF" : "uuuu-MM-dd'T'HH:mm").Parse(text).Value;
        return WarsawTime.Zone.AtLeniently(local).ToInstant();
    }

    public static InvoicingMode Mode(string text) => text switch
    {
        "online" => InvoicingMode.Online,
        "offline24" => InvoicingMode.Offline24,
        "unavailability" => InvoicingMode.Unavailability,
        "emergency" => InvoicingMode.Emergency,
        "total-failure" => InvoicingMode.TotalFailure,
        _ => throw new FormatException(text),
    };

    public static IReadOnlyList<Announcement> ReadAnnouncements(string text) => text == "-" ? [] : [.. text.Split(';', StringSplitOptions.TrimEntries).Select(ReadAnnouncement)];

    private static HardCase Read(string line)
    {
        var f = line.Split('|', StringSplitOptions.TrimEntries);
        if (f.Length != 7) throw new FormatException($"Seven fields, please: {line}");
        var question = new DeadlineQuestion(Mode(f[0]), LocalDatePattern.Iso.Parse(f[1]).Value, f[2] == "-" ? null : Warsaw(f[2]));
        return new HardCase(line, question, ReadAnnouncements(f[3]), f[4], f[5] == "-" ? null : LocalDatePattern.Iso.Parse(f[5]).Value);
    }

    private static Announcement ReadAnnouncement(string text)
    {
        var w = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var published = Array.IndexOf(w, "published");
        return new Announcement
        {
            Kind = w[0] switch { "maintenance" => AnnouncementKind.Maintenance, "failure" => AnnouncementKind.Failure, "total-failure" => AnnouncementKind.TotalFailure, _ => throw new FormatException(text) },
            Start = Warsaw(w[1]),
            End = w.Length > 3 && published != 3 ? Warsaw(w[3]) : null,
            Published = published > 0 ? Warsaw(w[published + 1]) : null,
        };
    }
}
