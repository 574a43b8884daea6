using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Invoices.Building;

/// <content>Payment and settlement (FA(3): <c>Platnosc</c>, <c>Rozliczenie</c>).</content>
public sealed partial class InvoiceBuilder
{
    private readonly List<Charge> _charges = [];
    private readonly List<Charge> _deductions = [];
    private Payment? _payment;

    /// <summary>The date by which to pay (FA(3): <c>TerminPlatnosci/Termin</c>); several calls give several dates.</summary>
    /// <param name="date">The date.</param>
    public InvoiceBuilder DueOn(LocalDate date) => Pay(p => p with { DueDates = [.. p.DueDates, new PaymentDue { Date = date }] });

    /// <summary>How to pay (FA(3): <c>FormaPlatnosci</c>).</summary>
    /// <param name="method">A <see cref="PaymentMethod"/>, or another way in words.</param>
    public InvoiceBuilder PayBy(CodeOrDescription<PaymentMethod> method) => Pay(p => p with { Method = method });

    /// <summary>A bank account of the seller (FA(3): <c>RachunekBankowy/NrRB</c>).</summary>
    /// <param name="number">The full number, 10 to 34 characters.</param>
    /// <param name="bankName">The name of the bank; may be absent.</param>
    /// <param name="swift">SWIFT code; may be absent.</param>
    public InvoiceBuilder ToAccount(string number, string? bankName = null, string? swift = null) =>
        Pay(p => p with { Accounts = [.. p.Accounts, new BankAccount { Number = number, BankName = bankName, Swift = swift }] });

    /// <summary>Paid in full already (FA(3): <c>Zaplacono</c>, <c>DataZaplaty</c>).</summary>
    /// <param name="date">The day of payment.</param>
    public InvoiceBuilder PaidOn(LocalDate date) => Pay(p => p with { Status = new PaidInFull(date) });

    /// <summary>Sets everything about the payment at once (FA(3): <c>Platnosc</c>).</summary>
    /// <param name="payment">The payment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="payment"/> is null.</exception>
    public InvoiceBuilder With(Payment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        _payment = payment;
        return this;
    }

    /// <summary>A charge added to the amount due (FA(3): <c>Obciazenia</c>); sums and balance are computed.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="reason">The reason.</param>
    public InvoiceBuilder Charge(decimal amount, string reason)
    {
        _charges.Add(new Charge { Amount = amount, Reason = reason });
        return this;
    }

    /// <summary>A deduction from the amount due (FA(3): <c>Odliczenia</c>); sums and balance are computed.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="reason">The reason.</param>
    public InvoiceBuilder Deduct(decimal amount, string reason)
    {
        _deductions.Add(new Charge { Amount = amount, Reason = reason });
        return this;
    }

    private InvoiceBuilder Pay(Func<Payment, Payment> change)
    {
        _payment = change(_payment ?? new Payment());
        return this;
    }

    private Settlement? SettlementFor(Totals totals)
    {
        if (_charges.Count + _deductions.Count == 0) return null;
        var (charged, deducted) = (_charges.Sum(c => Money.Bounded(c.Amount)), _deductions.Sum(c => Money.Bounded(c.Amount)));
        var rest = Money.Bounded(totals.AmountDue) + charged - deducted;
        return new Settlement
        {
            Charges = _charges.ToEquatableList(),
            ChargesTotal = _charges.Count > 0 ? charged : null,
            Deductions = _deductions.ToEquatableList(),
            DeductionsTotal = _deductions.Count > 0 ? deducted : null,
            Balance = rest >= 0m ? new Balance(BalanceKind.ToPay, rest) : new Balance(BalanceKind.Overpaid, -rest),
        };
    }
}
