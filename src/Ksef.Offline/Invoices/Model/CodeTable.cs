namespace Ksef.Offline.Invoices.Model;

/// <summary>A closed list of ASCII codes of one length: gives the one shared text of a code, from characters or from UTF-8, without allocating.</summary>
internal sealed class CodeTable
{
    private readonly int _length;
    private readonly Dictionary<int, string> _codes = [];

    /// <param name="codes">The codes with single blanks between.</param>
    public CodeTable(string codes)
    {
        foreach (var code in codes.Split(' '))
        {
            _length = code.Length;
            var key = 0;
            foreach (var c in code) key = (key << 8) | c;
            _codes.Add(key, code);
        }
    }

    public string? Find(ReadOnlySpan<char> text)
    {
        if (text.Length != _length) return null;
        var key = 0;
        foreach (var c in text)
        {
            if (!char.IsAscii(c)) return null;
            key = (key << 8) | c;
        }
        return _codes.GetValueOrDefault(key);
    }

    public string? Find(ReadOnlySpan<byte> text)
    {
        if (text.Length != _length) return null;
        var key = 0;
        foreach (var b in text) key = (key << 8) | b;
        return _codes.GetValueOrDefault(key);
    }
}
