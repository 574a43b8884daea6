namespace Ksef.Offline.Invoices.Model;

/// <summary>One block of data in the attachment.</summary>
/// <remarks>FA(3): <c>BlokDanych</c>. Immutable, thread-safe.</remarks>
public sealed record AttachmentBlock
{
    /// <summary>The heading.</summary>
    /// <remarks>FA(3): <c>ZNaglowek</c>; text of 1 to 512 characters.</remarks>
    public string? Heading { get; init; }

    /// <summary>Describing data as key and value, at least one.</summary>
    /// <remarks>FA(3): <c>MetaDane</c> (<c>ZKlucz</c>, <c>ZWartosc</c>); at most 1000.</remarks>
    public EquatableList<KeyValue> Metadata { get; init; }

    /// <summary>Paragraphs of text, each of 1 to 512 characters.</summary>
    /// <remarks>FA(3): <c>Tekst/Akapit</c>; at most 10.</remarks>
    public EquatableList<string> Paragraphs { get; init; }

    /// <summary>Tables.</summary>
    /// <remarks>FA(3): <c>Tabela</c>; at most 1000.</remarks>
    public EquatableList<AttachmentTable> Tables { get; init; }
}
