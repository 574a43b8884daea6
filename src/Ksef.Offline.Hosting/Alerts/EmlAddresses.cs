using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>Addresses of a mail as RFC 5322 and RFC 2047 want them in a header: Polish letters in names are encoded, those of a domain become punycode.</summary>
internal static partial class EmlAddresses
{
    /// <summary>Why a text cannot be the receivers of a mail; null where it can: addresses with commas between them, or an empty group such as <c>undisclosed-recipients:;</c>.</summary>
    public static string? WhyNotReceivers(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return $"'{text}' must name a receiver";
        return IsGroup(text) || Mailboxes(text) is { Count: > 0 } ? null : $"'{Shown(text)}' must hold addresses with commas between them, or 'undisclosed-recipients:;'";
    }

    /// <summary>Why a text cannot be the sender of a mail; null where it can.</summary>
    public static string? WhyNotSender(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return $"'{text}' must name a sender";
        return Mailboxes(text) is { Count: 1 } ? null : $"'{Shown(text)}' must hold one address";
    }

    /// <summary>The value of a header, folded between the addresses. What is no address stands there without its control characters, since a line break would be a header of somebody else's.</summary>
    public static string Header(string text) => Mailboxes(text) is { Count: > 0 } mailboxes
        ? string.Join(",\r\n ", mailboxes.Select(Mailbox))
        : string.Concat(text.Where(c => !char.IsControl(c)).Select(c => char.IsAscii(c) ? c : '?'));

    private static string Shown(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static bool IsGroup(string text) => text.EndsWith(":;", StringComparison.Ordinal) && text.Length > 2 && text[..^2].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ' ');

    private static List<MailAddress>? Mailboxes(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl)) return null;
        try
        {
            var parsed = new MailAddressCollection { text };
            return parsed.All(a => Ascii.IsValid(a.User) && Host(a) is not null) ? [.. parsed] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Mailbox(MailAddress address)
    {
        var bare = $"{address.User}@{Host(address)}";
        // The parser takes the quotation marks off and leaves the backslashes inside.
        var name = Escaped().Replace(address.DisplayName, "$1");
        if (name.Length == 0) return bare;
        var shown = Ascii.IsValid(name) && name.Length <= 60 ? "\"" + Special().Replace(name, "\\$0") + "\"" : EmlMessage.Words(name);
        return $"{shown}\r\n <{bare}>";
    }

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"[\\""]")]
    private static partial Regex Special();

    private static string? Host(MailAddress address)
    {
        try
        {
            return new IdnMapping().GetAscii(address.Host);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
