using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>An e-mail as the bytes of an <c>.eml</c> file (RFC 5322, UTF-8 in Base64): any mail program opens it and any mail library sends it.</summary>
internal static class EmlMessage
{
    private const int Base64Line = 76;
    private const int EncodedWordBytes = 42;
    private const int LongestPlain = 60;

    public static byte[] Write(string from, string to, string subject, string text, string html, Instant at)
    {
        var boundary = "ksef-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + html)).AsSpan(0, 12));
        var message = new StringBuilder();
        Header(message, "From", EmlAddresses.Header(from));
        Header(message, "To", EmlAddresses.Header(to));
        Header(message, "Subject", Words(subject));
        Header(message, "Date", at.ToDateTimeUtc().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(message, "Message-ID", $"<{boundary}.{at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}@ksef-offline.invalid>");
        Header(message, "Auto-Submitted", "auto-generated"); // RFC 3834: no answers of people who are away
        Header(message, "MIME-Version", "1.0");
        Header(message, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        message.Append("\r\n");
        Part(message, boundary, "text/plain", text);
        Part(message, boundary, "text/html", html);
        message.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.ASCII.GetBytes(message.ToString());
    }

    private static void Header(StringBuilder message, string name, string value) => message.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Part(StringBuilder message, string boundary, string type, string body)
    {
        message.Append("--").Append(boundary).Append("\r\nContent-Type: ").Append(type).Append("; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(body));
        for (var i = 0; i < base64.Length; i += Base64Line) message.Append(base64.AsSpan(i, Math.Min(Base64Line, base64.Length - i))).Append("\r\n");
    }

    /// <summary>RFC 2047: what is long or not ASCII goes into encoded words of at most 75 characters, split between characters; control characters, which could begin another header, are left out.</summary>
    internal static string Words(string text)
    {
        text = string.Concat(text.Where(c => !char.IsControl(c)));
        if (Ascii.IsValid(text) && text.Length <= LongestPlain && !text.Contains("=?", StringComparison.Ordinal)) return text;
        var words = new List<string>();
        var word = new List<byte>();
        Span<byte> rune = stackalloc byte[4];
        foreach (var r in text.EnumerateRunes())
        {
            var n = r.EncodeToUtf8(rune);
            if (word.Count + n > EncodedWordBytes) Flush();
            word.AddRange(rune[..n]);
        }
        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            if (word.Count > 0) words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}
