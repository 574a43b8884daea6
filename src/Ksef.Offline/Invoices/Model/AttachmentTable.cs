namespace Ksef.Offline.Invoices.Model;

/// <summary>One table in the attachment.</summary>
/// <remarks>FA(3): <c>Tabela</c>. Immutable, thread-safe.</remarks>
public sealed record AttachmentTable
{
    /// <summary>Describing data as key and value.</summary>
    /// <remarks>FA(3): <c>TMetaDane</c> (<c>TKlucz</c>, <c>TWartosc</c>); at most 1000.</remarks>
    public EquatableList<KeyValue> Metadata { get; init; }

    /// <summary>A description.</summary>
    /// <remarks>FA(3): <c>Opis</c>; text of 1 to 512 characters.</remarks>
    public string? Description { get; init; }

    /// <summary>The columns, at least one.</summary>
    /// <remarks>FA(3): <c>TNaglowek/Kol</c>; at most 20.</remarks>
    public EquatableList<TableColumn> Columns { get; init; }

    /// <summary>The rows, at least one.</summary>
    /// <remarks>FA(3): <c>Wiersz</c>; at most 1000.</remarks>
    public EquatableList<TableRow> Rows { get; init; }

    /// <summary>The row of sums.</summary>
    /// <remarks>FA(3): <c>Suma</c>.</remarks>
    public TableRow? Summary { get; init; }
}
