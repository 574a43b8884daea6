using Ksef.Offline.Invoices;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>Compares what the ERP, the register and KSeF have for a period: counts, and each document on which they differ. Pure; thread-safe.</summary>
/// <param name="Erp">How many the ERP has.</param>
/// <param name="Register">How many the register has.</param>
/// <param name="Ksef">How many KSeF has.</param>
/// <param name="Differences">Where they differ, by seller, number and kind; empty where all agree.</param>
public sealed record Reconciliation(int Erp, int Register, int Ksef, IReadOnlyList<ReconciliationDifference> Differences)
{
    /// <summary>Compares the three sides. Take each for the same period, by day of issue (FA(3): <c>P_1</c>).</summary>
    /// <param name="erp">From the ERP.</param>
    /// <param name="register">From the register; <c>OutboxReporter.ReconcileAsync</c> reads it.</param>
    /// <param name="ksef">From KSeF's query of metadata.</param>
    public static Reconciliation Compare(IReadOnlyCollection<ReconciledDocument> erp, IReadOnlyCollection<ReconciledDocument> register, IReadOnlyCollection<ReconciledDocument> ksef)
    {
        ArgumentNullException.ThrowIfNull(erp);
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(ksef);
        var (inErp, inRegister, inKsef) = (ByNumber(erp), ByNumber(register), ByNumber(ksef));
        var differences = new List<ReconciliationDifference>();
        foreach (var key in inErp.Keys.Union(inRegister.Keys).Union(inKsef.Keys).OrderBy(k => k.Nip.ToString(), StringComparer.Ordinal).ThenBy(k => k.Number, StringComparer.Ordinal))
        {
            foreach (var (type, e, r, k) in ByType(inErp.GetValueOrDefault(key) ?? [], inRegister.GetValueOrDefault(key) ?? [], inKsef.GetValueOrDefault(key) ?? []))
                Compare(e, r, k, (text, textPl) => differences.Add(new ReconciliationDifference(key.Nip, key.Number, text, textPl, type)));
        }
        return new Reconciliation(erp.Count, register.Count, ksef.Count, differences);
    }

    private static void Compare(List<ReconciledDocument> e, List<ReconciledDocument> r, List<ReconciledDocument> k, Action<string, string> add)
    {
        foreach (var (side, sidePl, count) in new[] { ("the ERP", "W ERP", e.Count), ("the register", "W rejestrze", r.Count), ("KSeF", "W KSeF", k.Count) })
            if (count > 1) add($"{count} times in {side}.", $"{sidePl} występuje {count} razy.");
        if (e.Count == 0 && r.Count > 0) add("In the register, not in the ERP.", "Jest w rejestrze, nie ma w ERP.");
        if (e.Count > 0 && r.Count == 0) add("In the ERP, not in the register: never handed to the outbox.", "Jest w ERP, nie ma w rejestrze: nie trafiła do kolejki.");
        if (k.Count == 0 && r.Exists(d => d.KsefNumber is not null)) add("The register has a KSeF number, KSeF does not know the document.", "Rejestr zna numer KSeF, a KSeF nie zna dokumentu.");
        if (k.Count == 0 && r.Exists(d => d.GoesToKsef) && r.TrueForAll(d => d.KsefNumber is null)) add("Not in KSeF yet.", "Nie ma jeszcze w KSeF.");
        if (k.Count > 0 && r.Count == 0) add("In KSeF, not in the register: sent by something else.", "Jest w KSeF, nie ma w rejestrze: wysłało ją coś innego.");
        if (k.Count > 0 && r.Count > 0 && !r.Exists(d => k.Exists(x => x.KsefNumber == d.KsefNumber)))
            add("KSeF has it under another KSeF number than the register, or the register knows none.", "KSeF ma inny numer KSeF niż rejestr albo rejestr nie zna żadnego.");
        if (k.Count > 0 && r.Count > 0 && !r.Exists(d => d.GoesToKsef)) add("KSeF has it, although it was withdrawn or issued outside KSeF.", "Jest w KSeF, choć ją wycofano albo wystawiono poza KSeF.");
        if (e.Concat(r).Concat(k).Select(d => d.Hash).OfType<InvoiceHash>().Distinct().Count() > 1) add("The bytes differ between the sides.", "Bajty różnią się między stronami.");
    }

    /// <summary>One number may stand once for each kind. A side that tells no kind means the kind whose hash or KSeF number it names, else the first that this side lacks.</summary>
    private static IEnumerable<(InvoiceType? Type, List<ReconciledDocument> Erp, List<ReconciledDocument> Register, List<ReconciledDocument> Ksef)> ByType(
        List<ReconciledDocument> erp, List<ReconciledDocument> register, List<ReconciledDocument> ksef)
    {
        var all = erp.Concat(register).Concat(ksef).ToList();
        var types = all.Select(d => d.Type).OfType<InvoiceType>().Distinct().Order().ToList();
        if (types.Count < 2) return [(types.Count == 1 ? types[0] : null, erp, register, ksef)];
        return types.Select(type => ((InvoiceType?)type, Of(erp, type), Of(register, type), Of(ksef, type)));

        List<ReconciledDocument> Of(List<ReconciledDocument> side, InvoiceType type)
        {
            var told = side.Select(d => d.Type ?? all.Find(o => o.Type is not null && ((d.Hash is not null && o.Hash == d.Hash) || (d.KsefNumber is not null && o.KsefNumber == d.KsefNumber)))?.Type).ToList();
            for (var i = 0; i < told.Count; i++)
                told[i] ??= types.Find(t => !told.Contains(t)) is var free && !told.Contains(free) ? free : types[0];
            return [.. side.Where((_, i) => told[i] == type)];
        }
    }

    private static Dictionary<(Nip Nip, string Number), List<ReconciledDocument>> ByNumber(IEnumerable<ReconciledDocument> documents) =>
        documents.GroupBy(d => (d.SellerNip, d.Number)).ToDictionary(g => g.Key, g => g.ToList());
}
