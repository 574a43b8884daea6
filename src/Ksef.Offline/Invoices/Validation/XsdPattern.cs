using System.Text;
using System.Text.RegularExpressions;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>A pattern facet. The regular expression of XML Schema is rewritten for .NET; the most frequent patterns get a straight answer first.</summary>
internal sealed class XsdPattern
{
    private const string NipText = @"[1-9]((\d[1-9])|([1-9]\d))\d{7}";
    private readonly Regex _regex;
    private readonly bool _isNip, _isEmail;

    public XsdPattern(string text)
    {
        Text = text;
        _isNip = text == NipText;
        _isEmail = text == "(.)+@(.)+";
        // XML Schema anchors implicitly, and its \s is these four characters only; \d is every decimal digit in both.
        _regex = new Regex($@"\A(?:{text.Replace(@"\s", @" \t\n\r", StringComparison.Ordinal)})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
    }

    public string Text { get; }

    public bool Matches(ReadOnlySpan<byte> utf8)
    {
        if (_isNip && IsAsciiNip(utf8)) return true;
        if (_isEmail && utf8.Length > 2 && utf8[1..^1].Contains((byte)'@') && utf8.IndexOfAny((byte)'\n', (byte)'\r') < 0) return true;
        if (utf8.Length <= 256)
        {
            Span<char> few = stackalloc char[256];
            return _regex.IsMatch(few[..Encoding.UTF8.GetChars(utf8, few)]);
        }
        return _regex.IsMatch(Encoding.UTF8.GetString(utf8));
    }

    private static bool IsAsciiNip(ReadOnlySpan<byte> s)
    {
        if (s.Length != 10 || s[0] == '0' || (s[1] == '0' && s[2] == '0')) return false;
        foreach (var b in s)
            if (!char.IsAsciiDigit((char)b)) return false;
        return true;
    }
}
