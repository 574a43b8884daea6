namespace Ksef.Offline.Invoices.Model;

/// <summary>One row of a table in an attachment.</summary>
/// <remarks>FA(3): <c>Wiersz</c> (<c>WKom</c>) and <c>Suma</c> (<c>SKom</c>). Immutable, thread-safe.</remarks>
/// <param name="Cells">The cells, 1 to 20, each of at most 256 characters; an empty one is an empty text.</param>
public sealed record TableRow(EquatableList<string> Cells);
