using System.Globalization;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Parties (P-*).</summary>
internal sealed partial class InvoiceRules
{
    private const int RecipientUnit = 8, Additional = 4, BuyerIssuer = 5, GroupMember = 10, Employee = 11, Factor = 1;
    private readonly List<long> _additionalNips = [];
    private readonly List<long> _thirdKeys = [];
    private readonly List<ulong> _buyerKeys = [];
    private readonly List<ulong> _keysBefore = [];
    private decimal _shares;
    private int _additionalCount, _sharedCount;
    private bool _unitNamed, _memberNamed, _unitRole, _memberRole, _factorNamed, _selfBiller;
    private long _issuerNip;

    private void ResetParties()
    {
        _additionalNips.Clear();
        _thirdKeys.Clear();
        _buyerKeys.Clear();
        _keysBefore.Clear();
        (_shares, _additionalCount, _sharedCount, _issuerNip) = (0, 0, 0, -1);
        (_unitNamed, _memberNamed, _unitRole, _memberRole, _factorNamed, _selfBiller) = (false, false, false, false, false, false);
        (_correctedHash, _linkPaymentId) = (0, 0);
    }

    private void LeaveThird()
    {
        var role = Code(Fa3Ids.ThirdRole);
        var named = Has(Fa3Ids.ThirdNip) || Has(Fa3Ids.ThirdInternal);
        var nip = Code(Fa3Ids.ThirdNip);
        _unitRole |= role == RecipientUnit;
        _memberRole |= role == GroupMember;
        _unitNamed |= role == RecipientUnit && named;
        _memberNamed |= role == GroupMember && named;
        _factorNamed |= role == Factor;
        if (role == BuyerIssuer)
        {
            _selfBiller = true;
            _issuerNip = nip;
        }
        if (role == Additional)
        {
            _additionalCount++;
            if (nip > 0) _additionalNips.Add(nip);
        }
        if (Has(Fa3Ids.ThirdShare))
        {
            _shares += Number(Fa3Ids.ThirdShare);
            _sharedCount++;
            if (role != Additional) Legal("P-5", Fa3Ids.ThirdShare, Text(Number(Fa3Ids.ThirdShare)), "A share is given for additional buyers only (Rola 4).", "Udział podaje się tylko dla dodatkowych nabywców (Rola 4).");
        }
        if (role == Employee && !(Has(Fa3Ids.ThirdNoId) && Has(Fa3Ids.ThirdName)))
            Warn("P-10", Fa3Ids.Third, null, "An employee (Rola 11) is named by BrakID and Nazwa.", "Pracownika (Rola 11) wskazuje się przez BrakID i Nazwa.");
        if (nip > 0)
        {
            if (_thirdKeys.Contains((nip * 16) + role)) Warn("P-18", Fa3Ids.Third, nip.ToString(CultureInfo.InvariantCulture), "The same third party stands twice in the same role.", "Ten sam podmiot trzeci występuje dwa razy w tej samej roli.");
            _thirdKeys.Add((nip * 16) + role);
        }
    }

    private void Parties()
    {
        Units();
        if (_shares >= 100) Warn("P-6", Fa3Ids.Third, Text(_shares), "The shares of additional buyers leave nothing for the buyer.", "Udziały dodatkowych nabywców nie pozostawiają nic nabywcy.");
        else if (_sharedCount > 0 && _sharedCount < _additionalCount) Warn("P-6", Fa3Ids.Third, null, "Some additional buyers have a share and some have none; give all or none.", "Część dodatkowych nabywców ma udział, a część nie; należy podać wszystkie albo żadne.");
        if (Code(Fa3Ids.SelfBilling) == 1)
        {
            if (_selfBiller) Legal("P-7", Fa3Ids.SelfBilling, "1", "In self-billing the buyer stays in Podmiot2; a third party with Rola 5 is out of place.", "Przy samofakturowaniu nabywca pozostaje w Podmiot2; podmiot trzeci w roli 5 jest zbędny.");
            if (!Has(Fa3Ids.BuyerNip) && !Has(Fa3Ids.BuyerVat)) Warn("P-8", Fa3Ids.Buyer, null, "In self-billing the buyer sends the file, so it needs a NIP or an EU VAT number.", "Przy samofakturowaniu plik wysyła nabywca, musi więc mieć NIP albo numer VAT UE.");
        }
        if (Has(Fa3Ids.AuthorizedNip) && _selfBiller && _issuerNip == Code(Fa3Ids.AuthorizedNip))
            Warn("P-9", Fa3Ids.Authorized, null, "The authorised entity stands among the third parties as well.", "Podmiot upoważniony występuje też wśród podmiotów trzecich.");
        if (Has(Fa3Ids.Buyer) && Kind >= 0 && Kind != Upr && !Has(Fa3Ids.BuyerName) && Kind != Kor)
            Legal("P-12", Fa3Ids.BuyerIdentity, null, "The buyer's name is missing; only simplified invoices may omit it (art. 106e(1)(3)).", "Brak nazwy nabywcy; pominąć ją można tylko na fakturze uproszczonej (art. 106e ust. 1 pkt 3).");
        if (Has(Fa3Ids.Buyer) && Kind >= 0 && Kind != Upr && !Has(Fa3Ids.BuyerAddress) && Kind != Kor)
            Legal("P-13", Fa3Ids.Buyer, null, "The buyer's address is missing; only simplified invoices may omit it (art. 106e(1)(3)).", "Brak adresu nabywcy; pominąć go można tylko na fakturze uproszczonej (art. 106e ust. 1 pkt 3).");
        if (Has(Fa3Ids.SellerNip) && Code(Fa3Ids.SellerNip) == Code(Fa3Ids.BuyerNip))
            Warn("P-17", Fa3Ids.BuyerNip, Code(Fa3Ids.BuyerNip).ToString("0000000000", CultureInfo.InvariantCulture), "Seller and buyer have the same NIP.", "Sprzedawca i nabywca mają ten sam NIP.");
        if (Kind == Upr && Has(Fa3Ids.BuyerNoId))
            Warn("P-14", Fa3Ids.BuyerNoId, "1", "A simplified invoice replaces the buyer's data by the NIP; BrakID contradicts that.", "Na fakturze uproszczonej dane nabywcy zastępuje NIP; BrakID temu przeczy.");
        IntraEu();
        Keys();
    }

    private void Units()
    {
        if (Code(Fa3Ids.Jst) == 1 && !_unitNamed) Legal("P-1", Fa3Ids.Jst, "1", "JST is 1, so a Podmiot3 with Rola 8 and its NIP or IDWew must be there.", "JST ma wartość 1, wymagany jest więc Podmiot3 z rolą 8 i jego NIP albo IDWew.");
        if (Code(Fa3Ids.Gv) == 1 && !_memberNamed) Legal("P-2", Fa3Ids.Gv, "1", "GV is 1, so a Podmiot3 with Rola 10 and its NIP or IDWew must be there.", "GV ma wartość 1, wymagany jest więc Podmiot3 z rolą 10 i jego NIP albo IDWew.");
        if (Code(Fa3Ids.Jst) == 2 && _unitRole) Warn("P-3", Fa3Ids.Jst, "2", "A third party has Rola 8, but JST is 2.", "Podmiot trzeci ma rolę 8, a JST ma wartość 2.");
        if (Code(Fa3Ids.Gv) == 2 && _memberRole) Warn("P-3", Fa3Ids.Gv, "2", "A third party has Rola 10, but GV is 2.", "Podmiot trzeci ma rolę 10, a GV ma wartość 2.");
    }

    private void IntraEu()
    {
        var goods = NotZero(Fa3Ids.Net[RateBuckets.IntraEu]) || RowsOf(RateBuckets.IntraEu) > 0;
        var eu = goods || NotZero(Fa3Ids.Net[RateBuckets.EuServices]) || RowsOf(RateBuckets.EuServices) > 0 || Code(Fa3Ids.Triangular) == 1;
        if (!eu) return;
        if (!Has(Fa3Ids.SellerPrefix)) Legal("P-15", Fa3Ids.Seller, null, "An intra-EU supply needs the seller's prefix PL (PrefiksPodatnika).", "Transakcja wewnątrzwspólnotowa wymaga prefiksu PL sprzedawcy (PrefiksPodatnika).");
        if (!Has(Fa3Ids.BuyerVat)) Legal("P-15", Fa3Ids.BuyerIdentity, null, "An intra-EU supply needs the buyer's EU VAT number (KodUE and NrVatUE).", "Transakcja wewnątrzwspólnotowa wymaga numeru VAT UE nabywcy (KodUE i NrVatUE).");
        else if (goods && Code(Fa3Ids.BuyerEu) == Fa3Ids.PolandEu) Warn("P-16", Fa3Ids.BuyerEu, "PL", "A buyer with the prefix PL makes it no intra-EU supply.", "Nabywca z prefiksem PL wyklucza dostawę wewnątrzwspólnotową.");
    }

    private void Keys()
    {
        if (!IsCorrection || (_buyerKeys.Count == 0 && _keysBefore.Count == 0) || !Has(Fa3Ids.BuyerBefore)) return;
        foreach (var key in _keysBefore)
            if (!_buyerKeys.Contains(key)) Warn("P-19", Fa3Ids.BuyerBefore, null, "An IDNabywcy of Podmiot2K is not among those of Podmiot2 and Podmiot3.", "IDNabywcy z Podmiot2K nie występuje w Podmiot2 ani Podmiot3.");
    }
}
