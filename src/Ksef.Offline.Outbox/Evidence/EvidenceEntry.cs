using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>Where an entry stands, as a file of its package, and whether its chain bears that out.</summary>
internal static class EvidenceEntry
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static byte[] Write(OutboxEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("key", entry.Key.ToString());
            json.WriteString("reference", entry.Reference.ToString());
            json.WriteString("hash", entry.Hash.IsEmpty ? null : entry.Hash.ToBase64());
            json.WriteString("issueDate", Text(entry.IssueDate));
            json.WriteString("issuedAt", Text(entry.IssuedAt));
            json.WriteString("state", entry.State.ToString());
            json.WriteString("mode", entry.Mode.Mode.ToString());
            json.WriteString("modeReason", entry.Mode.Reason);
            json.WriteString("modeActor", entry.Mode.Actor);
            json.WriteString("deadline", entry.Deadline.Kind.ToString());
            json.WriteString("due", Text(entry.Deadline.Due));
            json.WriteString("stricter", Text(entry.Deadline.Stricter));
            json.WriteNumber("timelineVersion", entry.Deadline.TimelineVersion);
            json.WriteString("ksefNumber", entry.Acceptance?.Number.ToString());
            json.WriteString("invoicingDate", Text(entry.Acceptance?.InvoicingDate));
            json.WriteString("acquisitionDate", Text(entry.Acceptance?.AcquisitionDate));
            json.WriteString("upoHash", entry.Acceptance?.UpoHash?.ToBase64());
            json.WriteString("printedAt", Text(entry.Delivery.PrintedAt));
            json.WriteString("handedOverAt", Text(entry.Delivery.HandedOverAt));
            json.WriteString("handedOverHow", entry.Delivery.How);
            json.WriteString("note", entry.Note);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Holds what the entry says against the records of its chain, and the file against the hash under which it was issued.</summary>
    public static void Check(Dictionary<string, byte[]> files, IReadOnlyList<List<EvidenceRecord>> chains, List<Finding> findings)
    {
        if (!files.TryGetValue(EvidencePackage.EntryPath, out var content)) return;
        using var document = JsonDocument.Parse(content);
        var entry = document.RootElement;
        string? Said(string name) => entry.GetProperty(name).GetString();
        var chain = "invoice:" + Said("key");
        var records = chains.FirstOrDefault(c => c.Count > 0 && c[0].Chain == chain) ?? [];
        void Bear(string fact, string? value, bool borne, string path = EvidencePackage.EntryPath)
        {
            if (value is not null && !borne) findings.Add(EvidenceFindings.Unborne(path, fact, value));
        }

        var issued = records.Select(IssuedAs).LastOrDefault(hash => hash is not null);
        Bear("hash", Said("hash"), issued == Said("hash"));
        if (files.TryGetValue(EvidencePackage.InvoicePath, out var invoice))
        {
            var hash = InvoiceHash.Of(invoice).ToBase64();
            Bear("sha256", hash, issued == hash, EvidencePackage.InvoicePath);
        }
        var decided = records.LastOrDefault(r => r.Kind == EvidenceKind.ModeDecided);
        Bear("mode", Said("mode"), decided is not null && decided.Actor == Said("modeActor") && decided.Text.EndsWith($"{Said("mode")}: {Said("modeReason")}", StringComparison.Ordinal));
        Bear("ksefNumber", Said("ksefNumber"), records.Exists(r => r.Kind == EvidenceKind.Outcome && r.Text.StartsWith($"accepted as {Said("ksefNumber")};", StringComparison.Ordinal)));
        Bear("upoHash", Said("upoHash"), records.Exists(r => r.Kind == EvidenceKind.Upo && r.PayloadHash?.ToBase64() == Said("upoHash")));
        Bear("handedOverAt", Said("handedOverAt") ?? Said("printedAt"), records.Exists(r => r.Kind == EvidenceKind.Delivery));
        Bear("state", Said("state"), Said("state") != nameof(OutboxState.Withdrawn) || records.Exists(r => r.Kind == EvidenceKind.Decision && r.Text.StartsWith("withdrawn: ", StringComparison.Ordinal)));
        var (version, announced) = (entry.GetProperty("timelineVersion").GetInt64(), chains.SelectMany(c => c).Count(r => r.Chain == EvidenceChains.Announcements && r.Kind == EvidenceKind.Announcement));
        Bear("timelineVersion", entry.GetProperty("timelineVersion").GetRawText(), announced >= version);
    }

    /// <summary>The hash of the file that a record says was issued: first, out of a draft, or as a technical correction.</summary>
    private static string? IssuedAs(EvidenceRecord record)
    {
        var mark = record.Kind switch
        {
            EvidenceKind.Issued or EvidenceKind.Draft when record.Text.StartsWith("issued ", StringComparison.Ordinal) => " as ",
            EvidenceKind.TechnicalCorrection => " by ",
            _ => null,
        };
        var at = mark is null ? -1 : record.Text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 || record.Text.Length < at + 4 + 44 ? null : record.Text.Substring(at + 4, 44);
    }

    private static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string? Text(LocalDate? date) => date is { } day ? Text(day) : null;

    private static string? Text(Instant? instant) => instant is { } moment ? InstantPattern.ExtendedIso.Format(moment) : null;
}
