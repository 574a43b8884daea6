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
            var characters = (text.Encoding ?? Encoding.UTF8).GetString(bytes);
            utf8 = Encoding.UTF8.GetBytes(characters.StartsWith('\uFEFF') ? characters[1..] : characters);
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
