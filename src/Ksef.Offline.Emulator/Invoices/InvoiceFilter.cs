using System.Globalization;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Sessions;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Invoices;

/// <summary>The filters of the query of metadata.</summary>
internal sealed class InvoiceFilter
{
    private static readonly string[] Types = ["Vat", "Zal", "Kor", "Roz", "Upr", "KorZal", "KorRoz", "VatPef", "VatPefSp", "KorPef", "VatRr", "KorVatRr"];
    private string _subject = "", _dateType = "";
    private DateTimeOffset _to;
    private string? _ksefNumber, _number, _seller, _buyerType, _buyer, _mode, _form, _amount;
    private decimal? _least, _most;
    private bool? _self, _attachment;
    private IReadOnlyList<string> _currencies = [], _types = [];

    public DateTimeOffset From { get; private set; }

    /// <summary>Whether the range may not reach past what is stored for good.</summary>
    public bool StaysBehind { get; private set; }

    public static InvoiceFilter Read(Input input, DateTimeOffset now)
    {
        var f = new InvoiceFilter { _subject = input.OneOf("subjectType", true, "Subject1", "Subject2", "Subject3", "SubjectAuthorized") ?? "" };
        var range = input.Child("dateRange");
        f._dateType = range?.OneOf("dateType", true, "Issue", "Invoicing", "PermanentStorage") ?? "";
        f.From = range?.Instant("from", required: true) ?? default;
        f._to = range?.Instant("to") ?? now;
        f.StaysBehind = f._dateType == "PermanentStorage" && range?.Flag("restrictToPermanentStorageHwmDate") == true;
        if (range is not null && f._to < f.From) range.Fault("to", "musi być nie wcześniejsze niż from.");
        if (range is not null && f.From != default && f._to > f.From.AddMonths(3).AddDays(1)) range.Fault("to", "zakres może mieć najwyżej 3 miesiące.");
        f._ksefNumber = input.Text("ksefNumber", required: false, least: 35, greatest: 36);
        f._number = input.Text("invoiceNumber", required: false, greatest: 256);
        if (input.Child("amount", required: false) is { } amount)
        {
            f._amount = amount.OneOf("type", true, "Brutto", "Netto", "Vat");
            (f._least, f._most) = (amount.Number("from"), amount.Number("to"));
        }
        f._seller = input.Text("sellerNip", required: false, pattern: ContextRules.NipForm());
        if (input.Child("buyerIdentifier", required: false) is { } buyer)
        {
            f._buyerType = buyer.OneOf("type", true, "Nip", "VatUe", "Other", "None");
            f._buyer = buyer.Text("value", required: false, greatest: 50);
        }
        f._currencies = input.Texts("currencyCodes", required: false);
        f._mode = input.OneOf("invoicingMode", false, "Online", "Offline");
        f._self = input.Flag("isSelfInvoicing");
        f._form = input.OneOf("formType", false, "FA", "PEF", "FA_RR");
        f._types = input.Texts("invoiceTypes", required: false, allowed: Types);
        f._attachment = input.Flag("hasAttachment");
        return f;
    }

    /// <summary>RodzajFaktury as the API spells it: KOR_ZAL is KorZal.</summary>
    public static string ApiType(string schemaType) =>
        string.Concat(schemaType.Split('_').Select(p => string.Create(CultureInfo.InvariantCulture, $"{p[0]}{p[1..].ToLowerInvariant()}")));

    public DateTimeOffset DateOf(SubmittedInvoice invoice) => _dateType switch
    {
        "Issue" => Input.TryInstant(invoice.Facts!.IssueDate, out var day) ? day : default,
        "Invoicing" => invoice.InvoicingDate,
        _ => invoice.StoredAt ?? invoice.DoneAt,
    };

    public bool Takes(SubmittedInvoice invoice, string nip)
    {
        var facts = invoice.Facts!;
        var concerned = _subject switch
        {
            "Subject1" => facts.SellerNip == nip,
            "Subject2" => facts.BuyerIdType == "Nip" && facts.BuyerId == nip,
            "Subject3" => facts.ThirdParties.Any(t => t.IdType == "Nip" && t.Id == nip),
            _ => facts.Authorized?.Id == nip,
        };
        if (!concerned || DateOf(invoice) is var date && (date < From || date > _to)) return false;
        if (_ksefNumber is not null && _ksefNumber != invoice.KsefNumber) return false;
        if (_number is not null && _number != facts.Number) return false;
        if (_seller is not null && _seller != facts.SellerNip) return false;
        if (_buyerType is not null && (_buyerType != facts.BuyerIdType || (_buyer is not null && _buyer != facts.BuyerId))) return false;
        if (_amount is not null && (_amount switch { "Brutto" => facts.Gross, "Netto" => facts.Net, _ => facts.Vat }) is var amount && (amount < (_least ?? amount) || amount > (_most ?? amount))) return false;
        if (_currencies.Count > 0 && !_currencies.Contains(facts.Currency)) return false;
        if (_mode is not null && _mode == "Offline" != invoice.Offline) return false;
        if (_self is { } self && self != facts.SelfInvoicing) return false;
        if (_form is not null and not "FA") return false;
        if (_types.Count > 0 && !_types.Contains(ApiType(facts.Type))) return false;
        return _attachment is not { } attachment || attachment == facts.HasAttachment;
    }
}
