namespace Ksef.Offline.Invoices.Model;

/// <summary>What was paid, when the rest is due, and how to pay it.</summary>
/// <remarks>FA(3): <c>Platnosc</c>. Immutable, thread-safe.</remarks>
public sealed record Payment
{
    /// <summary>What was paid when the invoice was issued; null when nothing is said.</summary>
    /// <remarks>FA(3): <c>Zaplacono</c> or <c>ZnacznikZaplatyCzesciowej</c>.</remarks>
    public PaymentStatus? Status { get; init; }

    /// <summary>When it is due.</summary>
    /// <remarks>FA(3): <c>TerminPlatnosci</c>; at most 100.</remarks>
    public EquatableList<PaymentDue> DueDates { get; init; }

    /// <summary>How to pay: a code, or another way in words.</summary>
    /// <remarks>FA(3): <c>FormaPlatnosci</c>, or <c>PlatnoscInna</c> with <c>OpisPlatnosci</c> (text of 1 to 256 characters).</remarks>
    public CodeOrDescription<PaymentMethod>? Method { get; init; }

    /// <summary>Bank accounts of the seller.</summary>
    /// <remarks>FA(3): <c>RachunekBankowy</c>; at most 100.</remarks>
    public EquatableList<BankAccount> Accounts { get; init; }

    /// <summary>Bank accounts of the factor.</summary>
    /// <remarks>FA(3): <c>RachunekBankowyFaktora</c>; at most 20.</remarks>
    public EquatableList<BankAccount> FactorAccounts { get; init; }

    /// <summary>Discount for early payment.</summary>
    /// <remarks>FA(3): <c>Skonto</c>.</remarks>
    public CashDiscount? CashDiscount { get; init; }

    /// <summary>Link to a cashless payment; must carry the parameter <c>IPKSeF</c>.</summary>
    /// <remarks>FA(3): <c>LinkDoPlatnosci</c>; text of 1 to 512 characters.</remarks>
    public string? PaymentLink { get; init; }

    /// <summary>Payment identifier of KSeF: three digits of the agent and ten letters or digits.</summary>
    /// <remarks>FA(3): <c>IPKSeF</c>; text of 1 to 13 characters.</remarks>
    public string? KsefPaymentId { get; init; }
}
