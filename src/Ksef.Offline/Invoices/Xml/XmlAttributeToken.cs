namespace Ksef.Offline.Invoices.Xml;

/// <summary>Where an attribute of the current start tag lies; read it through <see cref="XmlTokenizer"/>.</summary>
internal struct XmlAttributeToken
{
    /// <summary>Offset of the name in the file.</summary>
    public int NameStart;

    /// <summary>Length of the prefix; 0 without one.</summary>
    public int PrefixLength;

    public int LocalStart;

    public int LocalLength;

    /// <summary>Offset of the value, in the file or, when <see cref="Decoded"/>, in the scratch buffer.</summary>
    public int ValueStart;

    public int ValueLength;

    public bool Decoded;

    /// <summary><c>xmlns</c> or <c>xmlns:...</c>.</summary>
    public bool IsNamespaceDeclaration;

    /// <summary>The number of its namespace (see <see cref="XmlTokenizer.NamespaceId"/>).</summary>
    public int NamespaceId;
}
