using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Guides;

/// <summary>What an accountant and an auditor ask for.</summary>
internal static class RegisterEvidenceJpk
{
    public static async Task Run(string folder)
    {
        await using var shop = await Shop.OpenAsync(folder);
        var outbox = shop.Outbox;
        var issued = await shop.Invoicing.IssueAsync(Shop.Draft("FV/1"));
        await shop.Invoicing.SendDueAsync();
        await shop.Invoicing.IssueAsync(Shop.Draft("FV/2"));
        var now = SystemClock.Instance.GetCurrentInstant();
        var csv = Path.Combine(folder, "register.csv");

        #region readme-guide-register
        var book = new RegisterBook(outbox.Store, outbox.Register);
        foreach (var row in await book.FindAsync("FV/1", CancellationToken.None)) // or OFF/..., a hash, a KSeF number
            Console.WriteLine($"{row.Reference}: {row.Number}, {row.Mode}, KSeF {row.KsefNumber}");

        await using (var file = File.CreateText(csv))
            await RegisterCsv.WriteAsync(file, book.ReadAsync(OutboxQuery.All, CancellationToken.None), CancellationToken.None);
        #endregion
        Expect.That(File.ReadAllLines(csv).Length == 3, "a header and two rows");

        #region readme-guide-hand-over
        var operators = new OutboxOperator(outbox.Store, outbox.Evidence);
        await operators.RecordHandOverAsync(issued.Entry.Key, at: now, how: "wydruk przy kasie", actor: "kasa 2", CancellationToken.None);
        #endregion

        #region readme-guide-evidence
        byte[]? package = await new EvidenceExport(outbox.Store, outbox.Evidence).OfInvoiceAsync(issued.Entry.Key, CancellationToken.None); // a ZIP with a manifest; null: no such invoice
        IReadOnlyList<Ksef.Offline.Finding> problems = EvidencePackage.Verify(package); // empty: not a byte was changed
        #endregion
        Expect.That(problems.Count == 0, "an untouched package is whole");
        package![package.Length / 2] ^= 1;
        Expect.That(EvidencePackage.Verify(package).Count > 0, "one changed bit is found");

        var filedOn = Shop.Today;
        var markers = new List<string>();
        #region readme-guide-jpk
        var engine = new DeadlineEngine();
        var reporter = new OutboxReporter(outbox.Store, outbox.Register, engine, new JpkRules(engine));
        var announcements = await new AnnouncementBook(outbox.Announcements).RefreshAsync(CancellationToken.None);
        await foreach (var line in reporter.JpkAsync(filedOn, announcements, OutboxQuery.All, CancellationToken.None))
        {
            Console.WriteLine($"{line.Number}: {line.Answer.Marker.ToElementName()} {line.KsefNumber} {(line.CorrectionDue ? "correct the file" : "")} ({line.Answer.ReasonPl})");
            markers.Add(line.Answer.Marker.ToElementName());
        }
        #endregion
        Expect.That(markers is [_, _] && markers.Contains("DI"), "the unsent one is DI");
    }
}
