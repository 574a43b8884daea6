namespace Ksef.Offline.Outbox.Reports;

/// <summary>Compares what the ERP, the register and KSeF have for a period: counts, and each document on which they differ. Pure; thread-safe.</summary>
/// <param name="Erp">How many the ERP has.</param>
/// <param name="Register">How many the register has.</param>
/// <param name="Ksef">How many KSeF has.</param>
/// <param name="Differences">Where they differ, by seller and number; empty where all agree.</param>
public sealed record Reconciliation(int Erp, int Register, int Ksef, IReadOnlyList<ReconciliationDifference> Differences)
{
    /// <summary>Compares the three sides. Take each for the same period, by day of issue (FA(3): <c>P_1</c>).</summary>
    /// <param name="erp">From the ERP.</param>
    /// <param name="register">From <c>RegisterBook</c>; documents of a total failure left out, since KSeF never has them.</param>
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
            void Add(string text, string textPl) => differences.Add(new ReconciliationDifference(key.Nip, key.Number, text, textPl));
            var (e, r, k) = (inErp.GetValueOrDefault(key) ?? [], inRegister.GetValueOrDefault(key) ?? [], inKsef.GetValueOrDefault(key) ?? []);
            foreach (var (side, sidePl, count) in new[] { ("the ERP", "W ERP", e.Count), ("the register", "W rejestrze", r.Count), ("KSeF", "W KSeF", k.Count) })
                if (count > 1) Add($"{count} times in {side}.", $"{sidePl} występuje {count} razy.");
            if (e.Count == 0 && r.Count > 0) Add("In the register, not in the ERP.", "Jest w rejestrze, nie ma w ERP.");
            if (e.Count > 0 && r.Count == 0) Add("In the ERP, not in the register: never handed to the outbox.", "Jest w ERP, nie ma w rejestrze: nie trafiła do kolejki.");
            if (k.Count == 0 && r.Any(d => d.KsefNumber is not null)) Add("The register has a KSeF number, KSeF does not know the document.", "Rejestr zna numer KSeF, a KSeF nie zna dokumentu.");
            if (k.Count == 0 && r.Count > 0 && r.All(d => d.KsefNumber is null)) Add("Not in KSeF yet.", "Nie ma jeszcze w KSeF.");
            if (k.Count > 0 && r.Count == 0) Add("In KSeF, not in the register: sent by something else.", "Jest w KSeF, nie ma w rejestrze: wysłało ją coś innego.");
            if (k.Count > 0 && r.Count > 0 && !r.Any(d => k.Any(x => x.KsefNumber == d.KsefNumber))) Add("KSeF has it under another KSeF number than the register, or the register knows none.", "KSeF ma inny numer KSeF niż rejestr albo rejestr nie zna żadnego.");
            if (Hashes(e).Concat(Hashes(r)).Concat(Hashes(k)).Distinct().Count() > 1) Add("The bytes differ between the sides.", "Bajty różnią się między stronami.");
        }
        return new Reconciliation(erp.Count, register.Count, ksef.Count, differences);
    }

    private static Dictionary<(Nip Nip, string Number), List<ReconciledDocument>> ByNumber(IEnumerable<ReconciledDocument> documents) =>
        documents.GroupBy(d => (d.SellerNip, d.Number)).ToDictionary(g => g.Key, g => g.ToList());

    private static IEnumerable<InvoiceHash> Hashes(IEnumerable<ReconciledDocument> documents) => documents.Where(d => d.Hash is not null).Select(d => d.Hash!.Value);
}
