namespace Ksef.Offline.Invoices.Xml;

/// <summary>What <see cref="XmlTokenizer.Read"/> stands on.</summary>
internal enum XmlTokenKind
{
    /// <summary>Before the first token, behind the last, or at a fault.</summary>
    None,

    /// <summary>A start tag or an empty-element tag; an empty-element tag is followed by an <see cref="EndElement"/> all the same.</summary>
    StartElement,

    /// <summary>An end tag, or the end of an empty-element tag.</summary>
    EndElement,

    /// <summary>Character data within the root, references resolved, line ends normalised; also a CDATA section. Neighbours are not joined.</summary>
    Text,

    /// <summary>Character data that is white space and nothing else.</summary>
    WhiteSpace,

    Comment,

    ProcessingInstruction,
}
