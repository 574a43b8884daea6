namespace Ksef.Offline.Invoices.Xml;

/// <summary>Why <see cref="XmlTokenizer"/> stopped before the end.</summary>
internal enum XmlFault
{
    None,

    /// <summary>The file ends where something is still open, or holds no element at all.</summary>
    UnexpectedEnd,

    /// <summary>Bytes that are not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>A character that XML 1.0 forbids, raw or as a reference.</summary>
    InvalidCharacter,

    /// <summary>Markup that does not follow the syntax.</summary>
    Syntax,

    /// <summary>Something that cannot be an XML name.</summary>
    InvalidName,

    /// <summary>An end tag that does not close the element that is open.</summary>
    TagMismatch,

    /// <summary>The same attribute twice in one tag.</summary>
    DuplicateAttribute,

    /// <summary>A prefix that nothing declares, or a declaration that the namespace rules forbid.</summary>
    InvalidNamespace,

    /// <summary>A reference to an entity other than the five of XML.</summary>
    UnknownEntity,

    /// <summary><c>]]&gt;</c> in character data.</summary>
    CDataEndInText,

    /// <summary>Text or a second element beside the root.</summary>
    ContentOutsideRoot,

    /// <summary>A document type declaration; never read.</summary>
    Dtd,

    /// <summary>Another encoding than UTF-8 or an unusual XML declaration: XmlReader has to judge.</summary>
    Foreign,

    /// <summary>More nesting, attributes or namespace declarations than any invoice has (<see cref="XmlTokenizer.MaxDepth"/> and its neighbours).</summary>
    TooComplex,
}
