using System.Numerics;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices.Model;

/// <summary>Values within the facets of the schema, by type and, where a type is not enough, by member.</summary>
internal static class SimpleSamples
{
    private static readonly string[] Words = ["Łąka", "a&b", "<x>", "\"q\" 'p'", "2 > 1", "żółw", "śnieg 1", "ABC", "😀", "x/y"];

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["BankAccount.Number"] = " 49 1020 2892 2276 3005 ",
        ["BankAccount.Swift"] = "BPKOPLPWXXX",
        ["RegisterEntry.Krs"] = "0000123456",
        ["RegisterEntry.Regon"] = "12345678512347",
        ["CorrectedInvoice.KsefNumber"] = "5261040828-20260115-0100001AF629-AF",
        ["KsefAdvanceInvoice.KsefNumber"] = "M123456789-20260115-010000-1AF629-AF",
        ["Payment.PaymentLink"] = "https://pay.example.pl/p?a=1&IPKSeF=123abcdefghij",
        ["Payment.KsefPaymentId"] = "123ABCdefghij",
        ["ContactDetails.Email"] = "jan@example.pl",
        ["InternalIdentifier.Id"] = "5261040828-00017",
        ["EuVatIdentifier.Number"] = "12+*AB",
        ["FooterText.Text"] = "pierwszy wiersz\n  drugi\twiersz\r\ntrzeci ",
    };

    private static readonly string[] AtLeastOne =
    [
        "CorrectionDetails.CorrectedInvoices", "Order.Lines", "Attachment.Blocks", "AttachmentBlock.Metadata", "AttachmentTable.Columns", "AttachmentTable.Rows", "TableRow.Cells",
        "PaidInParts.Payments", "NewTransportSupply.Items",
    ];

    internal static bool NeedsOne(string? member) => AtLeastOne.Contains(member);

    internal static bool TryMake(Type type, string? member, Random random, out object? value)
    {
        value = null;
        if (type == typeof(string)) value = Texts.GetValueOrDefault(member ?? "") ?? Words[random.Next(Words.Length)];
        else if (type == typeof(bool)) value = member is { } name && name.Contains(".Is", StringComparison.Ordinal) ? random.Next(4) > 0 : random.Next(2) == 0;
        else if (type == typeof(decimal)) value = Number(member, random);
        else if (type == typeof(long)) value = random.NextInt64(1, 100_000_000_000_000);
        else if (type == typeof(BigInteger)) value = BigInteger.Pow(random.Next(-9, 9), random.Next(1, 28));
        else if (type == typeof(LocalDate)) value = new LocalDate(2016, 7, 1).PlusDays(random.Next(12_000));
        else if (type == typeof(InvoiceDateTime)) value = Time(random);
        else if (type == typeof(Nip)) value = Nip.Parse("5261040828");
        else if (type == typeof(CountryCode)) value = CountryCode.Parse(random.Next(2) == 0 ? "XI" : "GR");
        else if (type == typeof(EuCountryCode)) value = EuCountryCode.Greece;
        else if (type == typeof(CurrencyCode)) value = random.Next(2) == 0 ? CurrencyCode.Pln : CurrencyCode.Eur;
        else if (type == typeof(UnitOfMeasure)) value = UnitOfMeasure.Piece;
        return value is not null;
    }

    private static decimal Number(string? member, Random random)
    {
        if (member is "ThirdParty.Share" or "InvoiceLine.OneStopShopRate" or "OrderLine.OneStopShopRate") return random.Next(0, 100_000_001) / 1_000_000m;
        // Six decimals fit quantities and rates; money of the totals and lines has two.
        var sixth = member is not null && (member.Contains("Rate", StringComparison.Ordinal) || member.EndsWith("Quantity", StringComparison.Ordinal) || member.Contains("UnitNet", StringComparison.Ordinal));
        var number = random.NextInt64(-10_000_000_000_000, 10_000_000_000_000) / (sixth ? 1_000_000m : 100m);
        return random.Next(5) == 0 ? decimal.Negate(0.00m) : number;
    }

    private static InvoiceDateTime Time(Random random)
    {
        var local = new LocalDateTime(2025, 9, 3, 0, 0).PlusSeconds(random.Next(1_000_000, 700_000_000)).PlusNanoseconds(random.Next(3) == 0 ? random.Next(1_000_000_000) : 0);
        return new InvoiceDateTime(local, random.Next(3) switch { 0 => null, 1 => Offset.Zero, _ => Offset.FromHoursAndMinutes(random.Next(-13, 14), 30) });
    }
}
