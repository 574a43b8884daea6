namespace Ksef.Offline.Invoices.Model;

/// <summary>One column of a table in an attachment.</summary>
/// <remarks>FA(3): <c>Kol</c>. Immutable, thread-safe.</remarks>
/// <param name="Heading">The heading, at most 256 characters (FA(3): <c>NKom</c>).</param>
/// <param name="Kind">What its cells hold (FA(3): <c>Kol/@Typ</c>).</param>
public sealed record TableColumn(string Heading, ColumnKind Kind);
