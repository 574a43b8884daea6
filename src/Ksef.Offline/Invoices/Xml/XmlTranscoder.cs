using System.Text;
using System.Xml;

namespace Ksef.Offline.Invoices.Xml;

/// <summary>XmlReader behind the tokenizer: judges files in other encodings than UTF-8 or with an unusual XML declaration, and gives their text in UTF-8.</summary>
internal static class XmlTranscoder
{
    /// <summary>The settings that decide what "XmlReader accepts" means: no DTD, no resolver.</summary>
    public static XmlReaderSettings Settings { get; } = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Reads the whole file with XmlReader; when it is well-formed, gives it in UTF-8 without a byte-order mark, to be read with <c>trustDeclaration</c>.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="utf8">The same characters in UTF-8; null when refused.</param>
    /// <param name="error">Why it is refused; null when it nests too deeply for any invoice.</param>
    public static bool TryTranscode(ReadOnlySpan<byte> file, out byte[]? utf8, out XmlException? error)
    {
        (utf8, error) = (null, null);
        var bytes = file.ToArray();
        try
        {
            using (var reader = XmlReader.Create(new MemoryStream(bytes, writable: false), Settings))
                while (reader.Read())
                    if (reader.Depth > XmlTokenizer.MaxDepth) return false;
            using var text = new XmlTextReader(new MemoryStream(bytes, writable: false)) { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            text.Read();
            // Without a flush: XmlReader does not mind the first bytes of a character at the very end, and so they vanish here too.
            var encoding = text.Encoding ?? Encoding.UTF8;
            var room = new char[encoding.GetMaxCharCount(bytes.Length)];
            ReadOnlySpan<char> characters = room.AsSpan(0, encoding.GetDecoder().GetChars(bytes, 0, bytes.Length, room, 0, flush: false));
            if (characters.StartsWith("\uFEFF")) characters = characters[1..];
            utf8 = new byte[Encoding.UTF8.GetByteCount(characters)];
            Encoding.UTF8.GetBytes(characters, utf8);
            return true;
        }
        catch (XmlException e)
        {
            error = e;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or DecoderFallbackException)
        {
            // Some encodings that cannot be had are reported by other exceptions than XmlException.
            error = new XmlException(e.Message, e, 1, 1);
        }
        return false;
    }
}
