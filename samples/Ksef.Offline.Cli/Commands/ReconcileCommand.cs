using System.CommandLine;
using System.Text;
using System.Text.Json;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>reconcile</c>: what ERP, register and KSeF have of a period, and each document on which they differ.</summary>
internal static class ReconcileCommand
{
    private const string Shape = "{\"sellerNip\",\"invoiceNumber\",\"kind\"?,\"invoiceHash\"?,\"ksefNumber\"?}";

    public static Command Create()
    {
        var erp = new Option<string>("--erp") { HelpName = "FILE", Description = $"What the ERP issued: JSON lines, or an array, of {Shape}.", Required = true };
        var ksef = new Option<string>("--ksef") { HelpName = "FILE", Description = "What KSeF has of the same period, in the same form.", Required = true };
        var from = new Option<string?>("--from") { HelpName = "DAY", Description = "Of the register: issued on this day or later, yyyy-MM-dd." };
        var to = new Option<string?>("--to") { HelpName = "DAY", Description = "Of the register: issued on this day or earlier, yyyy-MM-dd." };
        var db = Options.Db();
        var command = new HelpfulCommand(
            "reconcile", "Compares ERP, register and KSeF: a line for each difference, then the counts. Exit code 1 where they differ.",
            "ksef-offline reconcile --db sqlite:outbox.db --erp erp.jsonl --ksef ksef.jsonl --from 2026-11-01 --to 2026-11-30") { db, erp, ksef, from, to };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var query = new OutboxQuery { IssuedFrom = DayText.ReadOrNull("--from", parsed.GetValue(from)), IssuedTo = DayText.ReadOrNull("--to", parsed.GetValue(to)) };
            var (ours, theirs) = (Read("--erp", parsed.GetValue(erp)!), Read("--ksef", parsed.GetValue(ksef)!));
            await using var open = await OpenOutbox.OpenReadingAsync(parsed.GetValue(db)!, cancellationToken);
            var engine = new DeadlineEngine();
            var result = await new OutboxReporter(open.Outbox.Store, open.Outbox.Register, engine, new JpkRules(engine)).ReconcileAsync(ours, theirs, query, cancellationToken);
            foreach (var d in result.Differences)
                JsonLines.Write(new { sellerNip = d.SellerNip.ToString(), invoiceNumber = d.Number, kind = d.Type is { } type ? InvoiceTypeText.ToSchemaText(type) : null, text = d.Text, textPl = d.TextPl });
            JsonLines.Write(new { erp = result.Erp, register = result.Register, ksef = result.Ksef, differences = result.Differences.Count });
            return result.Differences.Count == 0 ? ExitCode.Good : ExitCode.FoundBad;
        });
        return command;
    }

    private static List<ReconciledDocument> Read(string option, string path)
    {
        var text = Encoding.UTF8.GetString(InputFile.Read(path)).TrimStart('\uFEFF');
        var documents = new List<ReconciledDocument>();
        if (text.AsSpan().TrimStart().StartsWith("["))
        {
            using var array = Parse(text, $"{option} '{path}'");
            foreach (var (one, i) in array.RootElement.EnumerateArray().Select((one, i) => (one, i))) documents.Add(Document(one, $"{option} '{path}', document {i + 1}"));
            return documents;
        }
        foreach (var (line, i) in text.Split('\n').Select((line, i) => (line, i)))
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            using var json = Parse(line, $"{option} '{path}', line {i + 1}");
            documents.Add(Document(json.RootElement, $"{option} '{path}', line {i + 1}"));
        }
        return documents;
    }

    private static JsonDocument Parse(string text, string place)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new UsageException($"{place} is not JSON: {e.Message}");
        }
    }

    private static ReconciledDocument Document(JsonElement json, string place)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new UsageException($"{place} is not an object {Shape}.");
        string? Said(string name)
        {
            try
            {
                return AnnouncementJson.Text(json, name, place);
            }
            catch (FormatException e)
            {
                throw new UsageException(e.Message);
            }
        }

        UsageException Wrong(string name, string rule) => new($"{place}: {name} '{Said(name)}' is not {rule}.");
        var nip = Nip.TryParse(Said("sellerNip"), out var seller) ? seller : throw Wrong("sellerNip", "a NIP of ten digits");
        var number = Said("invoiceNumber") is { Length: > 0 } given ? given : throw new UsageException($"{place}: invoiceNumber is missing.");
        var hash = Said("invoiceHash") is not { } h ? (InvoiceHash?)null : InvoiceHash.TryParse(h, out var readHash) ? readHash : throw Wrong("invoiceHash", "a SHA-256 hash in Base64");
        var ksef = Said("ksefNumber") is not { } k ? (KsefNumber?)null : KsefNumber.TryParse(k, out var readNumber) ? readNumber : throw Wrong("ksefNumber", "a KSeF number");
        var type = Said("kind") is not { } t ? (InvoiceType?)null : InvoiceTypeText.TryParse(t, out var readType) ? readType : throw Wrong("kind", "a RodzajFaktury: VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL or KOR_ROZ");
        return new ReconciledDocument(nip, number, hash, ksef, type);
    }
}
