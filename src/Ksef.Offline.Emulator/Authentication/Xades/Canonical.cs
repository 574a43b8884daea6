using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Ksef.Offline.Emulator.Authentication.Xades;

/// <summary>Canonical forms of an element in its document: inclusive and exclusive, with or without comments.</summary>
internal static class Canonical
{
    public const string Inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    public const string Inclusive11 = "http://www.w3.org/2006/12/xml-c14n11";
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";

    private const string Namespaces = "http://www.w3.org/2000/xmlns/";

    public static bool IsKnown(string? algorithm) => Make(algorithm, null) is not null;

    /// <summary>The same form without its comments.</summary>
    public static string WithoutComments(string algorithm) => algorithm switch
    {
        Exclusive + "WithComments" => Exclusive,
        Inclusive + "#WithComments" => Inclusive,
        Inclusive11 + "#WithComments" => Inclusive11,
        _ => algorithm,
    };

    /// <summary>The canonical bytes of an element, with the namespaces that are in scope where it stands.</summary>
    /// <param name="element">The element; nothing in its document is changed.</param>
    /// <param name="algorithm">One of the four algorithms, or inclusive 1.1.</param>
    /// <param name="prefixes">The prefix list of an exclusive form.</param>
    /// <param name="without">A descendant to leave out: the enveloped signature.</param>
    /// <param name="wholeDocument">Whether the element stands for its document: what stands beside it counts too.</param>
    public static byte[] Bytes(XmlElement element, string algorithm, string? prefixes, XmlElement? without, bool wholeDocument = false)
    {
        var mark = without is null ? null : PathTo(element, without);
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        XmlElement copy = null!;
        foreach (XmlNode node in wholeDocument ? element.OwnerDocument.ChildNodes : new[] { element } as System.Collections.IEnumerable)
        {
            if (node is not (XmlElement or XmlProcessingInstruction or XmlComment)) continue;
            var twin = document.AppendChild(document.ImportNode(node, deep: true));
            if (node == element) copy = (XmlElement)twin!;
        }
        if (mark is not null) Remove(copy, mark);
        var inclusive = !algorithm.StartsWith(Exclusive, StringComparison.Ordinal);
        for (var node = element.ParentNode as XmlElement; node is not null; node = node.ParentNode as XmlElement)
            foreach (XmlAttribute attribute in node.Attributes)
                if ((attribute.NamespaceURI == Namespaces || (inclusive && IsInherited(attribute, algorithm))) && !copy.HasAttribute(attribute.Name))
                    copy.SetAttributeNode((XmlAttribute)document.ImportNode(attribute, deep: true));
        var transform = Make(algorithm, prefixes) ?? throw new CryptographicException($"Unknown canonical form {algorithm}.");
        transform.LoadInput(document);
        using var output = (Stream)transform.GetOutput(typeof(Stream));
        using var buffer = new MemoryStream();
        output.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static Transform? Make(string? algorithm, string? prefixes) => algorithm switch
    {
        Inclusive or Inclusive11 => new XmlDsigC14NTransform(),
        Inclusive + "#WithComments" or Inclusive11 + "#WithComments" => new XmlDsigC14NWithCommentsTransform(),
        Exclusive => new XmlDsigExcC14NTransform(prefixes!),
        Exclusive + "WithComments" => new XmlDsigExcC14NWithCommentsTransform(prefixes!),
        _ => null,
    };

    /// <summary>The inclusive forms take over attributes of the prefix xml; version 1.1 leaves ids where they are.</summary>
    private static bool IsInherited(XmlAttribute attribute, string algorithm) =>
        attribute.NamespaceURI == "http://www.w3.org/XML/1998/namespace" && !(attribute.LocalName == "id" && algorithm.StartsWith(Inclusive11, StringComparison.Ordinal));

    private static List<int> PathTo(XmlElement ancestor, XmlElement descendant)
    {
        var path = new List<int>();
        for (XmlNode node = descendant; node != ancestor; node = node.ParentNode!)
        {
            var index = 0;
            for (var sibling = node.PreviousSibling; sibling is not null; sibling = sibling.PreviousSibling) index++;
            path.Insert(0, index);
        }
        return path;
    }

    private static void Remove(XmlElement root, List<int> path)
    {
        XmlNode node = root;
        foreach (var index in path) node = node.ChildNodes[index]!;
        node.ParentNode!.RemoveChild(node);
    }
}
