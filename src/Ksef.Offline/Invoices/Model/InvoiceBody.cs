using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>The invoice proper: dates, totals, annotations, lines, payment. Amounts are in the currency of the invoice unless said otherwise.</summary>
/// <remarks>FA(3): <c>Fa</c>. Immutable, thread-safe.</remarks>
public sealed record InvoiceBody
{
    /// <summary>The currency of the invoice.</summary>
    /// <remarks>FA(3): <c>KodWaluty</c>.</remarks>
    public required CurrencyCode Currency { get; init; }

    /// <summary>The date of issue, a civil date in Poland.</summary>
    /// <remarks>FA(3): <c>P_1</c>; from 2006-01-01 to 2050-01-01.</remarks>
    public required LocalDate IssueDate { get; init; }

    /// <summary>The place of issue.</summary>
    /// <remarks>FA(3): <c>P_1M</c>; text of 1 to 256 characters.</remarks>
    public string? IssuePlace { get; init; }

    /// <summary>The seller's own number of the invoice, never the KSeF number.</summary>
    /// <remarks>FA(3): <c>P_2</c>; text of 1 to 256 characters.</remarks>
    public required string Number { get; init; }

    /// <summary>Numbers of warehouse release notes.</summary>
    /// <remarks>FA(3): <c>WZ</c>; text of 1 to 256 characters; at most 1000.</remarks>
    public EquatableList<string> WarehouseDocuments { get; init; }

    /// <summary>When the supply was made or the payment received, where one date or period holds for the whole invoice.</summary>
    /// <remarks>FA(3): <c>P_6</c> or <c>OkresFa</c>.</remarks>
    public SupplyTime? SupplyTime { get; init; }

    /// <summary>Totals per rate and the amount due.</summary>
    /// <remarks>FA(3): <c>P_13_1</c> to <c>P_15</c>.</remarks>
    public required Totals Totals { get; init; }

    /// <summary>Exchange rate used for the tax of an advance invoice in a foreign currency.</summary>
    /// <remarks>FA(3): <c>KursWalutyZ</c>; at most 16 digits before and 6 after the point.</remarks>
    public decimal? AdvanceExchangeRate { get; init; }

    /// <summary>The statements that the VAT Act requires: cash accounting, self-invoicing, reverse charge, split payment, exemption, margin.</summary>
    /// <remarks>FA(3): <c>Adnotacje</c>.</remarks>
    public required Annotations Annotations { get; init; }

    /// <summary>The kind of the invoice.</summary>
    /// <remarks>FA(3): <c>RodzajFaktury</c>.</remarks>
    public required InvoiceType Type { get; init; }

    /// <summary>What is corrected and why; only on corrections.</summary>
    /// <remarks>FA(3): <c>PrzyczynaKorekty</c> to <c>KursWalutyZK</c>.</remarks>
    public CorrectionDetails? Correction { get; init; }

    /// <summary>The single payments where an advance invoice documents several.</summary>
    /// <remarks>FA(3): <c>ZaliczkaCzesciowa</c>; at most 31.</remarks>
    public EquatableList<PartialAdvance> PartialAdvances { get; init; }

    /// <summary>True for an invoice that belongs to a receipt of a cash register (art. 109(3d)).</summary>
    /// <remarks>FA(3): <c>FP</c> (1, or absent).</remarks>
    public bool IsForReceipt { get; init; }

    /// <summary>True when buyer and seller are related (§ 10(4)(3) of the JPK regulation).</summary>
    /// <remarks>FA(3): <c>TP</c> (1, or absent).</remarks>
    public bool HasRelatedParties { get; init; }

    /// <summary>Further data as key and value, for the whole invoice or one line.</summary>
    /// <remarks>FA(3): <c>DodatkowyOpis</c>; at most 10000.</remarks>
    public EquatableList<Note> Notes { get; init; }

    /// <summary>The advance invoices that this invoice settles.</summary>
    /// <remarks>FA(3): <c>FakturaZaliczkowa</c>; at most 100.</remarks>
    public EquatableList<AdvanceInvoiceReference> AdvanceInvoices { get; init; }

    /// <summary>True when farmers may claim a refund of the excise duty in the price of diesel.</summary>
    /// <remarks>FA(3): <c>ZwrotAkcyzy</c> (1, or absent).</remarks>
    public bool HasExciseRefund { get; init; }

    /// <summary>The lines.</summary>
    /// <remarks>FA(3): <c>FaWiersz</c>; at most 10000.</remarks>
    public EquatableList<InvoiceLine> Lines { get; init; }

    /// <summary>Charges and deductions beside the amount due.</summary>
    /// <remarks>FA(3): <c>Rozliczenie</c>.</remarks>
    public Settlement? Settlement { get; init; }

    /// <summary>What was paid, when the rest is due, and how to pay it.</summary>
    /// <remarks>FA(3): <c>Platnosc</c>.</remarks>
    public Payment? Payment { get; init; }

    /// <summary>Contracts, orders, batches, delivery terms and transport.</summary>
    /// <remarks>FA(3): <c>WarunkiTransakcji</c>.</remarks>
    public TransactionTerms? Terms { get; init; }

    /// <summary>The order or contract behind an advance invoice.</summary>
    /// <remarks>FA(3): <c>Zamowienie</c>.</remarks>
    public Order? Order { get; init; }
}
