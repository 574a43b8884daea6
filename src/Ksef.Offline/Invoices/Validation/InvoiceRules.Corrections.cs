using System.Globalization;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Corrections (K-*).</summary>
internal sealed partial class InvoiceRules
{
    private readonly HashSet<ulong> _correctedPairs = [];
    private int _correctedCount, _buyersBefore;

    private void LeaveCorrected()
    {
        _correctedCount++;
        if (Code(Fa3Ids.CorrectedDate) > Code(Fa3Ids.Issued))
            Warn("K-5", Fa3Ids.CorrectedDate, DateText(Code(Fa3Ids.CorrectedDate)), "The corrected invoice is dated after its correction.", "Faktura korygowana ma datę późniejszą niż korekta.");
        if (!_correctedPairs.Add(_correctedHash))
            Warn("K-3", Fa3Ids.CorrectedNumber, null, "The same corrected invoice stands twice.", "Ta sama faktura korygowana występuje dwa razy.");
    }

    private void LeaveBuyerBefore()
    {
        _buyersBefore++;
        var nip = Code(Fa3Ids.BuyerBeforeNip);
        if (nip <= 0 || nip == Code(Fa3Ids.BuyerNip) || _additionalNips.Contains(nip) || Code(Fa3Ids.BuyerNip) <= 0) return;
        Legal("K-9", Fa3Ids.BuyerBeforeNip, nip.ToString("0000000000", CultureInfo.InvariantCulture), "A wrong NIP of the buyer cannot be corrected: correct the invoice to zero and issue a new one.", "Błędnego NIP nabywcy nie można skorygować: należy skorygować fakturę do zera i wystawić nową.");
    }

    private void Corrections()
    {
        if (IsCorrection)
        {
            if (_correctedCount == 0) Legal("K-1", Fa3Ids.Fa, null, "A correction must name what it corrects (DaneFaKorygowanej).", "Korekta musi wskazywać fakturę korygowaną (DaneFaKorygowanej).");
            if (Code(Fa3Ids.SellerBeforeNip) > 0 && Code(Fa3Ids.SellerNip) > 0 && Code(Fa3Ids.SellerBeforeNip) != Code(Fa3Ids.SellerNip))
                Legal("K-9", Fa3Ids.SellerBeforeNip, Code(Fa3Ids.SellerBeforeNip).ToString("0000000000", CultureInfo.InvariantCulture), "A wrong NIP of the seller cannot be corrected: correct the invoice to zero and issue a new one.", "Błędnego NIP sprzedawcy nie można skorygować: należy skorygować fakturę do zera i wystawić nową.");
            if (_buyersBefore > 1 + _additionalCount)
                Warn("K-10", Fa3Ids.BuyerBefore, _buyersBefore.ToString(CultureInfo.InvariantCulture), "There are more Podmiot2K than buyers (Podmiot2 and additional buyers).", "Podmiot2K jest więcej niż nabywców (Podmiot2 i dodatkowych nabywców).");
            if (Kind is KorZal or KorRoz && !Has(Fa3Ids.TotalBefore)) Legal("K-15", Fa3Ids.Fa, null, "KOR_ZAL and KOR_ROZ state the amount before the correction (P_15ZK).", "KOR_ZAL i KOR_ROZ podają kwotę sprzed korekty (P_15ZK).");
            if (Kind == Kor && Has(Fa3Ids.TotalBefore)) Legal("K-15", Fa3Ids.TotalBefore, Text(Number(Fa3Ids.TotalBefore)), "P_15ZK belongs to KOR_ZAL and KOR_ROZ, not to KOR.", "P_15ZK jest właściwe KOR_ZAL i KOR_ROZ, a nie KOR.");
            if (Kind == KorZal && !Has(Fa3Ids.Order)) Legal("K-16", Fa3Ids.Fa, null, "A correction of an advance invoice shows the order (Zamowienie).", "Korekta faktury zaliczkowej zawiera zamówienie (Zamowienie).");
        }
        else if (Kind >= 0)
        {
            foreach (var id in (ReadOnlySpan<int>)[Fa3Ids.CorrectionReason, Fa3Ids.CorrectionKind, Fa3Ids.Corrected, Fa3Ids.CorrectedPeriod, Fa3Ids.SellerBefore, Fa3Ids.BuyerBefore, Fa3Ids.TotalBefore])
            {
                if (!Has(id)) continue;
                Legal("K-2", id, null, $"{_grammar.Node(id).Name} belongs to corrections only (KOR, KOR_ZAL, KOR_ROZ).", $"{_grammar.Node(id).Name} jest właściwe tylko korektom (KOR, KOR_ZAL, KOR_ROZ).");
                break;
            }
        }
        if (Has(Fa3Ids.RateBefore) && (Kind != KorZal || IsPln))
            Warn("K-17", Fa3Ids.RateBefore, Text(Number(Fa3Ids.RateBefore)), "KursWalutyZK belongs to KOR_ZAL in a foreign currency.", "KursWalutyZK jest właściwy KOR_ZAL w walucie obcej.");
    }
}
