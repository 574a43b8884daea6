using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Registers;

public sealed class RegisterCsvTests
{
    private static readonly string[] Signs = ["=", "+", "-", "@", "\t", "\r", "\n", "'", "\"", ",", ";", "＝", "＋", "－", "＠", " ", "1", "ż", new string('A', 43)];

    private static readonly Arbitrary<string> Numbers = Gen.Elements(Signs).NonEmptyListOf().Select(parts => string.Concat(parts)).ToArbitrary();

    [Fact]
    public void Whatever_a_number_holds_it_is_read_back_and_is_no_formula() => Prop.ForAll(Numbers, Gen.Elements(RegisterCsvFormat.Rfc4180, RegisterCsvFormat.PolishExcel).ToArbitrary(), (number, format) =>
    {
        var cells = Cells(RegisterCsv.Line(Row(number), format), format.Separator);
        Assert.Equal(17, cells.Count);
        Assert.DoesNotContain(cells[4][0], "=+-@\t\r\n＝＋－＠");
        Assert.Equal(number, cells[4][0] == '\'' ? cells[4][1..] : cells[4]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_hash_that_begins_with_a_sign_stays_as_it_is_and_a_number_as_long_as_a_hash_does_not()
    {
        var hash = InvoiceHash.Parse("+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        var cells = Cells(RegisterCsv.Line(Row("+" + new string('A', 43)) with { Hash = hash, UpoHash = hash, Reference = "=2026/1" }), ',');
        Assert.Equal(("'=2026/1", hash.ToBase64(), hash.ToBase64()), (cells[0], cells[5], cells[14]));
        Assert.StartsWith("'+A", cells[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Polish_Excel_gets_semicolons_and_a_mark_a_program_gets_neither()
    {
        using var excel = new StringWriter();
        using var plain = new StringWriter();
        await RegisterCsv.WriteAsync(excel, new[] { Row("FV;1,5") }.ToAsyncEnumerable(), RegisterCsvFormat.PolishExcel, TestContext.Current.CancellationToken);
        await RegisterCsv.WriteAsync(plain, new[] { Row("FV;1,5") }.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        Assert.StartsWith("\uFEFFreference;key;", excel.ToString(), StringComparison.Ordinal);
        Assert.Contains(";\"FV;1,5\";", excel.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(RegisterCsv.Header + "\r\n", plain.ToString(), StringComparison.Ordinal);
        Assert.Contains(",\"FV;1,5\",", plain.ToString(), StringComparison.Ordinal);
        Assert.All(new[] { excel, plain }, text => Assert.EndsWith("\r\n", text.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_column_holds_what_its_name_says()
    {
        var (hash, upo, at) = (InvoiceHash.Of([1]), InvoiceHash.Of([2]), Instant.FromUtc(2026, 11, 20, 11, 0));
        var key = new InvoiceKey(Nip.Parse("5261040828"), InvoiceType.Correction, "FV/1");
        var number = KsefNumber.Create(key.SellerNip, new LocalDate(2026, 11, 21), 7);
        var row = new RegisterRow(
            "OFF/2026/11/000001", key, key.SellerNip, key.Number, hash, new LocalDate(2026, 11, 20), InvoicingMode.Unavailability, OutboxState.Accepted, Deadline.On(new LocalDate(2026, 11, 24), new LocalDate(2026, 11, 23)),
            number, at, at + Duration.FromHours(1), upo, at + Duration.FromHours(2), JpkMarker.KsefNumber);
        var cells = RegisterCsv.Header.Split(',').Zip(Cells(RegisterCsv.Line(row), ',')).ToDictionary(p => p.First, p => p.Second);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["reference"] = "OFF/2026/11/000001",
                ["key"] = "5261040828/KOR/FV/1",
                ["sellerNip"] = "5261040828",
                ["kind"] = "KOR",
                ["invoiceNumber"] = "FV/1",
                ["invoiceHash"] = hash.ToBase64(),
                ["issueDate"] = "2026-11-20",
                ["mode"] = "unavailability",
                ["state"] = "Accepted",
                ["due"] = "2026-11-24",
                ["stricter"] = "2026-11-23",
                ["ksefNumber"] = number.ToString(),
                ["invoicingDate"] = "2026-11-20T11:00:00Z",
                ["acquisitionDate"] = "2026-11-20T12:00:00Z",
                ["upoHash"] = upo.ToBase64(),
                ["handedOverAt"] = "2026-11-20T13:00:00Z",
                ["jpk"] = "NrKSeF",
            },
            cells);
        foreach (var (mode, text) in new[] { (InvoicingMode.Online, "online"), (InvoicingMode.Offline24, "offline24"), (InvoicingMode.Emergency, "emergency"), (InvoicingMode.TotalFailure, "total-failure") })
            Assert.Equal(text, Cells(RegisterCsv.Line(row with { Mode = mode }), ',')[7]);
    }

    private static RegisterRow Row(string number) => new(
        "OFF/2026/11/000001", null, Nip.Parse("5261040828"), number, null, new LocalDate(2026, 11, 20), InvoicingMode.TotalFailure, null, null, null, null, null, null, null, JpkMarker.Bfk);

    /// <summary>A strict reader of one record.</summary>
    private static List<string> Cells(string line, char separator)
    {
        var (cells, at) = (new List<string>(), 0);
        while (true)
        {
            var cell = new System.Text.StringBuilder();
            if (at < line.Length && line[at] == '"')
            {
                for (at++; line[at] != '"' || (at + 1 < line.Length && line[at + 1] == '"'); at++)
                {
                    if (line[at] == '"') at++;
                    cell.Append(line[at]);
                }
                at++;
            }
            else
            {
                for (; at < line.Length && line[at] != separator; at++)
                {
                    Assert.DoesNotContain(line[at], "\"\r\n");
                    cell.Append(line[at]);
                }
            }
            cells.Add(cell.ToString());
            if (at == line.Length) return cells;
            Assert.Equal(separator, line[at++]);
        }
    }
}
