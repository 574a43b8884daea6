using System.Text.Json;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Chaos;

/// <summary>What must be true after a storm: nothing lost, nothing twice, and everybody tells the same story.</summary>
internal sealed class Verdict(ChaosStore store, IReadOnlyDictionary<string, string> issued, Uri ksef)
{
    private readonly List<string> _faults = [];

    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var entries = new Dictionary<string, OutboxEntry>(StringComparer.Ordinal);
        await foreach (var entry in store.Outbox.Store.ReadAsync(OutboxQuery.All, CancellationToken.None)) entries.Add(entry.Key.ToString(), entry);
        foreach (var (key, hash) in issued)
            if (!entries.TryGetValue(key, out var entry) || entry.Hash.ToBase64() != hash) _faults.Add($"{key} was issued and is not in the outbox as issued");
        var erp = await store.ErpRowsAsync();
        Compare("the ERP", erp, "the outbox", [.. entries.Values.Select(e => (e.Key.ToString(), e.Hash.ToBase64()))]);
        foreach (var entry in entries.Values)
            if (entry.State != OutboxState.Accepted || entry.Acceptance is null) _faults.Add($"{entry.Key} ended as {entry.State}: {entry.Note}");
        var accepted = await AcceptedAsync();
        foreach (var twice in accepted.GroupBy(a => a.Key).Where(g => g.Count() > 1)) _faults.Add($"KSeF accepted {twice.Key} {twice.Count()} times");
        Compare(
            "KSeF", [.. accepted.Select(a => (a.Key, a.Hash + " " + a.Number))],
            "the outbox", [.. entries.Values.Select(e => (e.Key.ToString(), e.Hash.ToBase64() + " " + e.Acceptance?.Number))]);
        foreach (var twice in entries.Values.GroupBy(e => e.Acceptance?.Number).Where(g => g.Count() > 1)) _faults.Add($"the number {twice.Key} stands at {twice.Count()} entries");
        CheckReferences(entries.Values);
        await CheckEvidenceAsync(entries.Values);
        await CheckNotificationsAsync(entries.Values);
        if (await store.IntegrityAsync() is { } word && word != "ok") _faults.Add("integrity_check: " + word);
        return _faults;
    }

    public static async Task<string> FiguresAsync(ChaosStore store)
    {
        var accepted = await store.CountAsync("SELECT COUNT(*) FROM ksef_entry WHERE state = 4");
        var attempts = await store.CountAsync("SELECT COALESCE(SUM(attempts), 0) FROM ksef_entry");
        var settled = await store.CountAsync("SELECT COUNT(DISTINCT chain) FROM ksef_evidence WHERE kind = 6 AND text LIKE 'unknown%'");
        var leases = await store.CountAsync("SELECT COALESCE(SUM(fence), 0) FROM ksef_entry");
        var records = await store.CountAsync("SELECT COUNT(*) FROM ksef_evidence");
        return $"{accepted} invoices accepted once each, {attempts} attempts, {settled} times an outcome was unknown, {leases} leases, {records} records of evidence";
    }

    private void Compare(string left, IReadOnlyList<(string Key, string Value)> leftRows, string right, IReadOnlyList<(string Key, string Value)> rightRows)
    {
        foreach (var row in leftRows.Except(rightRows)) _faults.Add($"{left} has {row.Key} ({row.Value}), {right} has not");
        foreach (var row in rightRows.Except(leftRows)) _faults.Add($"{right} has {row.Key} ({row.Value}), {left} has not");
    }

    private void CheckReferences(IEnumerable<OutboxEntry> entries)
    {
        foreach (var scope in entries.GroupBy(e => e.Reference.Scope, StringComparer.Ordinal))
        {
            var numbers = scope.Select(e => e.Reference.Number).Order().ToList();
            if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Count).Select(n => (long)n))) _faults.Add($"the references of {scope.Key} have a gap or a repeat");
        }
    }

    private async Task CheckEvidenceAsync(IEnumerable<OutboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            var chain = new List<EvidenceRecord>();
            await foreach (var record in store.Outbox.Evidence.ReadAsync(EvidenceChains.Of(entry.Key), CancellationToken.None)) chain.Add(record);
            if (EvidenceChains.FirstBroken(chain) is { } broken) _faults.Add($"the evidence of {entry.Key} breaks at {broken.Sequence}");
            var numbers = chain.Where(r => r.Kind == EvidenceKind.Outcome && r.Text.StartsWith("accepted as ", StringComparison.Ordinal)).ToList();
            if (numbers.Count != 1 || entry.Acceptance is not { } known || !numbers[0].Text.Contains(known.Number.ToString(), StringComparison.Ordinal))
                _faults.Add($"the evidence of {entry.Key} records {numbers.Count} acceptances and does not agree with the register");
        }
    }

    private async Task CheckNotificationsAsync(IEnumerable<OutboxEntry> entries)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        while (await store.Outbox.Notifications.TakeAsync(now, Duration.FromHours(1), 500, CancellationToken.None) is { Count: > 0 } taken)
            foreach (var one in taken.Where(n => n.Kind == NotificationKind.NumberAssigned)) told.Add(one.Key + " " + one.Text);
        foreach (var entry in entries)
            if (!told.Contains(entry.Key + " " + entry.Acceptance?.Number)) _faults.Add($"the application was never told the number of {entry.Key}");
    }

    private async Task<List<(string Key, string Hash, string Number)>> AcceptedAsync()
    {
        using var client = new HttpClient();
        using var document = JsonDocument.Parse(await client.GetStringAsync(new Uri(ksef, "emulator/invoices")));
        return [.. document.RootElement.EnumerateArray().Select(i => (
            $"{i.GetProperty("sellerNip").GetString()}/VAT/{i.GetProperty("invoiceNumber").GetString()}", i.GetProperty("invoiceHash").GetString()!, i.GetProperty("ksefNumber").GetString()!))];
    }
}
