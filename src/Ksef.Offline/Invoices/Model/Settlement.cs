namespace Ksef.Offline.Invoices.Model;

/// <summary>Charges and deductions beside the amount due.</summary>
/// <remarks>FA(3): <c>Rozliczenie</c>. Immutable, thread-safe.</remarks>
public sealed record Settlement
{
    /// <summary>Charges added to the amount due (<c>Obciazenia</c>).</summary>
    /// <remarks>FA(3): <c>Obciazenia</c>; at most 100.</remarks>
    public EquatableList<Charge> Charges { get; init; }

    /// <summary>Sum of the charges.</summary>
    /// <remarks>FA(3): <c>SumaObciazen</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? ChargesTotal { get; init; }

    /// <summary>Deductions taken from the amount due (<c>Odliczenia</c>).</summary>
    /// <remarks>FA(3): <c>Odliczenia</c>; at most 100.</remarks>
    public EquatableList<Charge> Deductions { get; init; }

    /// <summary>Sum of the deductions.</summary>
    /// <remarks>FA(3): <c>SumaOdliczen</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? DeductionsTotal { get; init; }

    /// <summary>What is left to pay, or overpaid.</summary>
    /// <remarks>FA(3): <c>DoZaplaty</c> or <c>DoRozliczenia</c>.</remarks>
    public Balance? Balance { get; init; }
}
