using System.Text;
using System.Xml;
using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Tests.Invoices.Xml;

/// <summary>One document as a list of events, seen by our tokenizer and by XmlReader: they must tell the same story or both refuse it.</summary>
internal static class TokenDump
{
    /// <summary>The events, or null when refused.</summary>
    public static string? Ours(byte[] file, out XmlFault fault)
    {
        var result = Ours(file, trust: false, out fault);
        if (fault != XmlFault.Foreign) return result;
        return XmlTranscoder.TryTranscode(file, out var utf8, out _) ? Ours(utf8!, trust: true, out fault) : null;
    }

    /// <summary>The events, or null when refused.</summary>
    public static string? Theirs(byte[] file)
    {
        var log = new StringBuilder();
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file), XmlTranscoder.Settings);
            var text = new StringBuilder();
            while (reader.Read())
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                {
                    if (reader.Depth > 0) text.Append(reader.Value);
                    continue;
                }
                if (reader.NodeType is XmlNodeType.XmlDeclaration or XmlNodeType.Comment or XmlNodeType.ProcessingInstruction) continue;
                Flush(log, text);
                if (reader.NodeType == XmlNodeType.EndElement)
                {
                    log.Append("/\n");
                    continue;
                }
                log.Append('<').Append(reader.LocalName).Append(" {").Append(reader.NamespaceURI).Append("}\n");
                var empty = reader.IsEmptyElement;
                for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
                    if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/") log.Append('@').Append(reader.LocalName).Append(" {").Append(reader.NamespaceURI).Append("} ").Append(reader.Value).Append('\n');
                if (empty) log.Append("/\n");
            }
            return log.ToString();
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? Ours(byte[] file, bool trust, out XmlFault fault)
    {
        var log = new StringBuilder();
        var text = new StringBuilder();
        var t = new XmlTokenizer(file, "urn:form"u8, trust);
        try
        {
            while (t.Read())
            {
                switch (t.Kind)
                {
                    case XmlTokenKind.Text or XmlTokenKind.WhiteSpace:
                        text.Append(Encoding.UTF8.GetString(t.Text));
                        break;
                    case XmlTokenKind.StartElement:
                        Flush(log, text);
                        log.Append('<').Append(Encoding.UTF8.GetString(t.LocalName)).Append(" {").Append(Encoding.UTF8.GetString(t.NamespaceUri(t.NamespaceId))).Append("}\n");
                        for (var i = 0; i < t.AttributeCount; i++)
                            if (!t.Attribute(i).IsNamespaceDeclaration)
                                log.Append('@').Append(Encoding.UTF8.GetString(t.AttributeName(i))).Append(" {").Append(Encoding.UTF8.GetString(t.NamespaceUri(t.Attribute(i).NamespaceId))).Append("} ").Append(Encoding.UTF8.GetString(t.AttributeValue(i))).Append('\n');
                        break;
                    case XmlTokenKind.EndElement:
                        Flush(log, text);
                        log.Append("/\n");
                        break;
                }
            }
            fault = t.Fault;
            return fault == XmlFault.None ? log.ToString() : null;
        }
        finally
        {
            t.Dispose();
        }
    }

    private static void Flush(StringBuilder log, StringBuilder text)
    {
        if (text.Length > 0) log.Append('"').Append(text).Append("\"\n");
        text.Clear();
    }
}
