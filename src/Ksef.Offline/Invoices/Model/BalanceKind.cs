namespace Ksef.Offline.Invoices.Model;

/// <summary>What a balance means.</summary>
/// <remarks>FA(3): <c>Rozliczenie</c>.</remarks>
public enum BalanceKind
{
    /// <summary>The buyer still has to pay it. FA(3): <c>DoZaplaty</c>.</summary>
    ToPay = 1,

    /// <summary>It was overpaid and is to be settled or paid back. FA(3): <c>DoRozliczenia</c>.</summary>
    Overpaid = 2,
}
