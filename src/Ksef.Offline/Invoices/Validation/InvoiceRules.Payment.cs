using System.Globalization;
using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Settlement, payment and terms (Y-*, W-*).</summary>
internal sealed partial class InvoiceRules
{
    private decimal _parts, _charges, _deductions, _partPayments;
    private int _partPaymentCount;

    private void ResetPayment()
    {
        (_parts, _charges, _deductions, _partPayments, _partPaymentCount) = (0, 0, 0, 0, 0);
        (_correctedCount, _buyersBefore) = (0, 0);
        if (_correctedPairs.Count > 0) _correctedPairs.Clear();
    }

    private void Payments()
    {
        if (Has(Fa3Ids.ChargeSum) && Number(Fa3Ids.ChargeSum) != _charges) Warn("Y-1", Fa3Ids.ChargeSum, Text(Number(Fa3Ids.ChargeSum)), $"SumaObciazen is not the sum of the charges, {Text(_charges)}.", $"SumaObciazen nie jest sumą obciążeń, czyli {Text(_charges)}.");
        if (Has(Fa3Ids.DeductionSum) && Number(Fa3Ids.DeductionSum) != _deductions) Warn("Y-1", Fa3Ids.DeductionSum, Text(Number(Fa3Ids.DeductionSum)), $"SumaOdliczen is not the sum of the deductions, {Text(_deductions)}.", $"SumaOdliczen nie jest sumą odliczeń, czyli {Text(_deductions)}.");
        var due = Number(Fa3Ids.Total) + _charges - _deductions;
        if (Has(Fa3Ids.ToPay) && Number(Fa3Ids.ToPay) != due) Warn("Y-2", Fa3Ids.ToPay, Text(Number(Fa3Ids.ToPay)), $"DoZaplaty is not P_15 with charges and less deductions, {Text(due)}.", $"DoZaplaty nie jest równe P_15 z obciążeniami i po odliczeniach, czyli {Text(due)}.");
        if (Has(Fa3Ids.ToSettle) && due > 0) Warn("Y-3", Fa3Ids.ToSettle, Text(Number(Fa3Ids.ToSettle)), $"DoRozliczenia is an overpayment, but {Text(due)} is left to pay.", $"DoRozliczenia oznacza nadpłatę, a do zapłaty pozostaje {Text(due)}.");
        var amount = Has(Fa3Ids.ToPay) ? Number(Fa3Ids.ToPay) : due;
        if (Code(Fa3Ids.PartPaid) == 2)
        {
            if (_partPayments != amount) Warn("Y-5", Fa3Ids.PartPaid, "2", $"Paid in full in parts, but the parts are {Text(_partPayments)} of {Text(amount)}.", $"Zapłacono całość w częściach, a części wynoszą {Text(_partPayments)} z {Text(amount)}.");
            if (_partPaymentCount < 2) Warn("Y-6", Fa3Ids.PartPaid, "2", "Paid in full in parts takes two parts or more.", "Zapłata całości w częściach wymaga co najmniej dwóch części.");
        }
        else if (Code(Fa3Ids.PartPaid) == 1 && amount > 0 && _partPayments >= amount)
        {
            Warn("Y-5", Fa3Ids.PartPaid, "1", "Paid in part, but the parts cover the whole amount.", "Zapłacono część, a części pokrywają całą kwotę.");
        }
        if (Code(Fa3Ids.PaymentMethod) == ByTransfer && !Has(Fa3Ids.Paid) && Code(Fa3Ids.PartPaid) != 2 && !Has(Fa3Ids.Account) && !Has(Fa3Ids.FactorAccount) && amount > 0)
            Warn("Y-7", Fa3Ids.PaymentMethod, "6", "Payment by transfer, but no bank account is given.", "Zapłata przelewem, ale nie podano rachunku bankowego.");
        if (Has(Fa3Ids.FactorAccount) && !_factorNamed) Warn("Y-8", Fa3Ids.FactorAccount, null, "A factor's account, but no Podmiot3 with Rola 1.", "Podano rachunek faktora, ale brak Podmiot3 w roli 1.");
        if (Has(Fa3Ids.Intermediary) && Code(Fa3Ids.Triangular) == 1) Warn("W-3", Fa3Ids.Intermediary, "1", "PodmiotPosredniczacy is for chains other than simplified triangulation (P_23).", "PodmiotPosredniczacy dotyczy łańcuchów innych niż procedura trójstronna uproszczona (P_23).");
    }

    private void LeaveTransport()
    {
        if (Has(Fa3Ids.TransportStart) && Has(Fa3Ids.TransportEnd) && Code(Fa3Ids.TransportEnd) < Code(Fa3Ids.TransportStart))
            Warn("W-2", Fa3Ids.TransportEnd, null, "The transport ends before it starts.", "Transport kończy się, zanim się zaczął.");
    }

    private void CheckDueCount(int id)
    {
        if (_integers[id] is < 0 or > 3650) Warn("Y-10", id, _integers[id].ToString(CultureInfo.InvariantCulture), "The number of days, weeks or months is negative or absurd.", "Liczba dni, tygodni lub miesięcy jest ujemna albo niedorzeczna.");
    }

    /// <summary>Y-9: valid, but says nothing.</summary>
    private void Empty(GrammarNode node)
    {
        for (var i = 0; i < node.ChildCount; i++)
            if (_seen[node.FirstChild + i] != 0) return;
        Warn("Y-9", node.Id, null, $"{node.Name} is empty; leave it out.", $"Element {node.Name} jest pusty; należy go pominąć.");
    }
}
