namespace Ksef.Offline.Invoices.Model;

/// <summary>When and by which system the file was made; form code and variant are fixed and not repeated here.</summary>
/// <remarks>
/// FA(3): <c>Naglowek</c>; <c>KodFormularza</c>, <c>WariantFormularza</c>, <c>kodSystemowy</c> and <c>wersjaSchemy</c> are fixed. Immutable, thread-safe.
/// </remarks>
public sealed record FileHeader
{
    /// <summary>When the file was made; from 2025-09-01T00:00:00Z. May differ from the date of issue.</summary>
    /// <remarks>FA(3): <c>DataWytworzeniaFa</c>.</remarks>
    public required InvoiceDateTime CreatedAt { get; init; }

    /// <summary>The name of the system that made the file.</summary>
    /// <remarks>FA(3): <c>SystemInfo</c>; text of 1 to 256 characters.</remarks>
    public string? SystemName { get; init; }
}
