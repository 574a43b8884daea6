using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Benchmarks.Invoices;

/// <summary>The documents that every benchmark of invoices uses: 2 lines, 15 lines, with an attachment, 1,000 lines.</summary>
public static class SampleInvoices
{
    public const string TwoLines = "2 lines";
    public const string FifteenLines = "15 lines";
    public const string WithAttachment = "attachment";
    public const string ThousandLines = "1,000 lines";

    public static IEnumerable<string> Names => [TwoLines, FifteenLines, WithAttachment, ThousandLines];

    public static Invoice Create(string name) => name switch
    {
        TwoLines => WithLines(2, null),
        FifteenLines => WithLines(15, null),
        WithAttachment => WithLines(15, Table()),
        _ => WithLines(1000, null),
    };

    private static Invoice WithLines(int count, Attachment? attachment)
    {
        var builder = InvoiceBuilder.Vat(
                Party.Seller("5261040828", "Hurtownia Artykułów Ogrodniczych „Zieleń” sp. z o.o.", "ul. Źródlana 17", "00-950 Warszawa"),
                Party.Buyer("5252248481", "Przedsiębiorstwo Budowlane Łąka & Syn S.A.", "ul. Długa 3 lok. 12", "31-002 Kraków"))
            .Number("FV/2026/02/000123").IssuedOn(new LocalDate(2026, 2, 14)).IssuedIn("Warszawa").SuppliedOn(new LocalDate(2026, 2, 12))
            .DueOn(new LocalDate(2026, 2, 28)).PayBy(PaymentMethod.Transfer).ToAccount("49102028922276300500000000", "PKO BP")
            .Note("Zamówienie", "ZS/2026/02/991");
        for (var i = 0; i < count; i++)
        {
            builder.Line($"Sadzonka żywotnika zachodniego odm. {i + 1}, wys. {40 + (i % 60)} cm", 1 + (i % 24), UnitOfMeasure.Piece, 12.35m + (i % 100), i % 3 == 0 ? VatRate.Reduced8 : VatRate.Standard23)
                .WithLast(l => l with { Index = $"SAD-{i:00000}", Cn = "0602 90 45" });
        }
        if (attachment is not null) builder.With(attachment);
        return builder.Build().ToInvoice(Instant.FromUtc(2026, 2, 14, 9, 30), "Ksef.Offline.Benchmarks");
    }

    private static Attachment Table() => new()
    {
        Blocks =
        [
            new AttachmentBlock
            {
                Heading = "Odczyty liczników",
                Metadata = [new KeyValue("Okres", "2026-01"), new KeyValue("Taryfa", "C11")],
                Paragraphs = ["Zestawienie zużycia energii elektrycznej w punktach poboru."],
                Tables =
                [
                    new AttachmentTable
                    {
                        Columns = [new("Punkt poboru", ColumnKind.Text), new("Data", ColumnKind.Date), new("Zużycie kWh", ColumnKind.Number), new("Kwota", ColumnKind.Number)],
                        Rows = Enumerable.Range(1, 100).Select(i => new TableRow([$"PPE 5903220{i:000000}", $"2026-01-{(i % 28) + 1:00}", $"{i * 3}.25", $"{i * 4}.10"])).ToEquatableList(),
                        Summary = new TableRow(["Razem", "", "15150.00", "20210.00"]),
                    },
                ],
            },
        ],
    };
}
