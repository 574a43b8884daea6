using Ksef.Offline.Invoices.Grammar;
using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>The ids of the paths that rules speak of.</summary>
internal static class Fa3Ids
{
    public static readonly InvoiceGrammar Grammar = InvoiceGrammar.Fa3;

    public static readonly int Created = Id("Naglowek/DataWytworzeniaFa");
    public static readonly int Seller = Id("Podmiot1"), SellerNip = Id("Podmiot1/DaneIdentyfikacyjne/NIP"), SellerPrefix = Id("Podmiot1/PrefiksPodatnika");
    public static readonly int Buyer = Id("Podmiot2"), BuyerIdentity = Id("Podmiot2/DaneIdentyfikacyjne"), BuyerNip = Id("Podmiot2/DaneIdentyfikacyjne/NIP"), BuyerEu = Id("Podmiot2/DaneIdentyfikacyjne/KodUE"),
        BuyerVat = Id("Podmiot2/DaneIdentyfikacyjne/NrVatUE"), BuyerIdCountry = Id("Podmiot2/DaneIdentyfikacyjne/KodKraju"), BuyerId = Id("Podmiot2/DaneIdentyfikacyjne/NrID"), BuyerNoId = Id("Podmiot2/DaneIdentyfikacyjne/BrakID"),
        BuyerName = Id("Podmiot2/DaneIdentyfikacyjne/Nazwa"), BuyerAddress = Id("Podmiot2/Adres"), BuyerKey = Id("Podmiot2/IDNabywcy"), Jst = Id("Podmiot2/JST"), Gv = Id("Podmiot2/GV");
    public static readonly int Third = Id("Podmiot3"), ThirdNip = Id("Podmiot3/DaneIdentyfikacyjne/NIP"), ThirdInternal = Id("Podmiot3/DaneIdentyfikacyjne/IDWew"), ThirdVat = Id("Podmiot3/DaneIdentyfikacyjne/NrVatUE"),
        ThirdId = Id("Podmiot3/DaneIdentyfikacyjne/NrID"), ThirdNoId = Id("Podmiot3/DaneIdentyfikacyjne/BrakID"), ThirdName = Id("Podmiot3/DaneIdentyfikacyjne/Nazwa"), ThirdRole = Id("Podmiot3/Rola"), ThirdShare = Id("Podmiot3/Udzial"), ThirdKey = Id("Podmiot3/IDNabywcy");
    public static readonly int Authorized = Id("PodmiotUpowazniony"), AuthorizedNip = Id("PodmiotUpowazniony/DaneIdentyfikacyjne/NIP");
    public static readonly int Fa = Id("Fa"), Currency = Id("Fa/KodWaluty"), Issued = Id("Fa/P_1"), Number = Id("Fa/P_2"), Supplied = Id("Fa/P_6"), Period = Id("Fa/OkresFa"), PeriodFrom = Id("Fa/OkresFa/P_6_Od"), PeriodTo = Id("Fa/OkresFa/P_6_Do");
    public static readonly int Total = Id("Fa/P_15"), Kind = Id("Fa/RodzajFaktury"), AdvanceRate = Id("Fa/KursWalutyZ"), ExciseRefund = Id("Fa/ZwrotAkcyzy");
    public static readonly int SelfBilling = Id("Fa/Adnotacje/P_17"), ReverseCharge = Id("Fa/Adnotacje/P_18"), SplitPayment = Id("Fa/Adnotacje/P_18A"), Exempt = Id("Fa/Adnotacje/Zwolnienie/P_19"),
        ExemptAct = Id("Fa/Adnotacje/Zwolnienie/P_19A"), ExemptDirective = Id("Fa/Adnotacje/Zwolnienie/P_19B"), ExemptOther = Id("Fa/Adnotacje/Zwolnienie/P_19C"), NewTransport = Id("Fa/Adnotacje/NoweSrodkiTransportu/P_22"),
        NewTransportLine = Id("Fa/Adnotacje/NoweSrodkiTransportu/NowySrodekTransportu/P_NrWierszaNST"), Triangular = Id("Fa/Adnotacje/P_23"), Margin = Id("Fa/Adnotacje/PMarzy/P_PMarzy");
    public static readonly int CorrectionReason = Id("Fa/PrzyczynaKorekty"), CorrectionKind = Id("Fa/TypKorekty"), Corrected = Id("Fa/DaneFaKorygowanej"), CorrectedDate = Id("Fa/DaneFaKorygowanej/DataWystFaKorygowanej"), CorrectedNumber = Id("Fa/DaneFaKorygowanej/NrFaKorygowanej"),
        CorrectedKsef = Id("Fa/DaneFaKorygowanej/NrKSeFFaKorygowanej"), CorrectedPeriod = Id("Fa/OkresFaKorygowanej"), SellerBefore = Id("Fa/Podmiot1K"), SellerBeforeNip = Id("Fa/Podmiot1K/DaneIdentyfikacyjne/NIP"),
        BuyerBefore = Id("Fa/Podmiot2K"), BuyerBeforeNip = Id("Fa/Podmiot2K/DaneIdentyfikacyjne/NIP"), BuyerBeforeKey = Id("Fa/Podmiot2K/IDNabywcy"), TotalBefore = Id("Fa/P_15ZK"), RateBefore = Id("Fa/KursWalutyZK");
    public static readonly int Part = Id("Fa/ZaliczkaCzesciowa"), PartAmount = Id("Fa/ZaliczkaCzesciowa/P_15Z"), PartRate = Id("Fa/ZaliczkaCzesciowa/KursWalutyZW"), NoteLine = Id("Fa/DodatkowyOpis/NrWiersza"),
        Advance = Id("Fa/FakturaZaliczkowa"), AdvanceKsef = Id("Fa/FakturaZaliczkowa/NrKSeFFaZaliczkowej");
    public static readonly int Line = Id("Fa/FaWiersz"), LineNumber = Id("Fa/FaWiersz/NrWierszaFa"), LineUuid = Id("Fa/FaWiersz/UU_ID"), LineDate = Id("Fa/FaWiersz/P_6A"), LineName = Id("Fa/FaWiersz/P_7"), LineGtin = Id("Fa/FaWiersz/GTIN"),
        LineUnit = Id("Fa/FaWiersz/P_8A"), LineQuantity = Id("Fa/FaWiersz/P_8B"), LinePrice = Id("Fa/FaWiersz/P_9A"), LineGrossPrice = Id("Fa/FaWiersz/P_9B"), LineDiscount = Id("Fa/FaWiersz/P_10"), LineNet = Id("Fa/FaWiersz/P_11"),
        LineGross = Id("Fa/FaWiersz/P_11A"), LineTax = Id("Fa/FaWiersz/P_11Vat"), LineRate = Id("Fa/FaWiersz/P_12"), LineOss = Id("Fa/FaWiersz/P_12_XII"), LineAnnex15 = Id("Fa/FaWiersz/P_12_Zal_15"), LineProcedure = Id("Fa/FaWiersz/Procedura"),
        LineExchange = Id("Fa/FaWiersz/KursWaluty"), LineBefore = Id("Fa/FaWiersz/StanPrzed");
    public static readonly int ChargeAmount = Id("Fa/Rozliczenie/Obciazenia/Kwota"), ChargeSum = Id("Fa/Rozliczenie/SumaObciazen"), DeductionAmount = Id("Fa/Rozliczenie/Odliczenia/Kwota"),
        DeductionSum = Id("Fa/Rozliczenie/SumaOdliczen"), ToPay = Id("Fa/Rozliczenie/DoZaplaty"), ToSettle = Id("Fa/Rozliczenie/DoRozliczenia");
    public static readonly int Paid = Id("Fa/Platnosc/Zaplacono"), PaidOn = Id("Fa/Platnosc/DataZaplaty"), PartPaid = Id("Fa/Platnosc/ZnacznikZaplatyCzesciowej"),
        PartPaymentAmount = Id("Fa/Platnosc/ZaplataCzesciowa/KwotaZaplatyCzesciowej"), PartPaymentDate = Id("Fa/Platnosc/ZaplataCzesciowa/DataZaplatyCzesciowej"), DueDate = Id("Fa/Platnosc/TerminPlatnosci/Termin"), DueCount = Id("Fa/Platnosc/TerminPlatnosci/TerminOpis/Ilosc"),
        PaymentMethod = Id("Fa/Platnosc/FormaPlatnosci"), Account = Id("Fa/Platnosc/RachunekBankowy"), AccountNumber = Id("Fa/Platnosc/RachunekBankowy/NrRB"), FactorAccount = Id("Fa/Platnosc/RachunekBankowyFaktora"),
        FactorAccountNumber = Id("Fa/Platnosc/RachunekBankowyFaktora/NrRB"), PaymentLink = Id("Fa/Platnosc/LinkDoPlatnosci"), PaymentId = Id("Fa/Platnosc/IPKSeF");
    public static readonly int AgreedRate = Id("Fa/WarunkiTransakcji/KursUmowny"), AgreedCurrency = Id("Fa/WarunkiTransakcji/WalutaUmowna"), TransportStart = Id("Fa/WarunkiTransakcji/Transport/DataGodzRozpTransportu"),
        TransportEnd = Id("Fa/WarunkiTransakcji/Transport/DataGodzZakTransportu"), TransportUnit = Id("Fa/WarunkiTransakcji/Transport"), CarrierNip = Id("Fa/WarunkiTransakcji/Transport/Przewoznik/DaneIdentyfikacyjne/NIP"), Intermediary = Id("Fa/WarunkiTransakcji/PodmiotPosredniczacy");
    public static readonly int Order = Id("Fa/Zamowienie"), OrderValue = Id("Fa/Zamowienie/WartoscZamowienia"), OrderLine = Id("Fa/Zamowienie/ZamowienieWiersz"), OrderLineNumber = Id("Fa/Zamowienie/ZamowienieWiersz/NrWierszaZam"),
        OrderLineGtin = Id("Fa/Zamowienie/ZamowienieWiersz/GTINZ"), OrderLineNet = Id("Fa/Zamowienie/ZamowienieWiersz/P_11NettoZ"), OrderLineTax = Id("Fa/Zamowienie/ZamowienieWiersz/P_11VatZ"), OrderLineRate = Id("Fa/Zamowienie/ZamowienieWiersz/P_12Z"),
        OrderLineAnnex15 = Id("Fa/Zamowienie/ZamowienieWiersz/P_12Z_Zal_15"), OrderLineBefore = Id("Fa/Zamowienie/ZamowienieWiersz/StanPrzedZ");
    public static readonly int Regon = Id("Stopka/Rejestry/REGON"), Bdo = Id("Stopka/Rejestry/BDO");
    public static readonly int Attachment = Id("Zalacznik"), Table = Id("Zalacznik/BlokDanych/Tabela"), Column = Id("Zalacznik/BlokDanych/Tabela/TNaglowek/Kol"), ColumnName = Id("Zalacznik/BlokDanych/Tabela/TNaglowek/Kol/NKom"),
        Row = Id("Zalacznik/BlokDanych/Tabela/Wiersz"), Cell = Id("Zalacznik/BlokDanych/Tabela/Wiersz/WKom"), Sums = Id("Zalacznik/BlokDanych/Tabela/Suma"), SumCell = Id("Zalacznik/BlokDanych/Tabela/Suma/SKom");

    /// <summary>The totals by bucket (see <see cref="RateBuckets"/>): net.</summary>
    public static readonly int[] Net = [Id("Fa/P_13_1"), Id("Fa/P_13_2"), Id("Fa/P_13_3"), Id("Fa/P_13_4"), Id("Fa/P_13_5"), Id("Fa/P_13_6_1"), Id("Fa/P_13_6_2"), Id("Fa/P_13_6_3"), Id("Fa/P_13_7"), Id("Fa/P_13_8"), Id("Fa/P_13_9"), Id("Fa/P_13_10"), Id("Fa/P_13_11")];

    /// <summary>The totals of tax of the first five buckets.</summary>
    public static readonly int[] Tax = [Id("Fa/P_14_1"), Id("Fa/P_14_2"), Id("Fa/P_14_3"), Id("Fa/P_14_4"), Id("Fa/P_14_5")];

    /// <summary>The totals of tax in PLN of the first four buckets.</summary>
    public static readonly int[] TaxPln = [Id("Fa/P_14_1W"), Id("Fa/P_14_2W"), Id("Fa/P_14_3W"), Id("Fa/P_14_4W")];

    public static readonly int[] Glns = [.. Grammar.Nodes.Where(n => n.Name == "GLN").Select(n => n.Id)];

    /// <summary>Containers that the schema lets be empty.</summary>
    public static readonly int[] MayBeEmpty = [.. Grammar.Nodes.Where(n => n.Content is not null && n.Content.MayEnd(0)).Select(n => n.Id)];

    public static readonly int Pln = ValueIndex("TKodWaluty", "PLN"), Eur = ValueIndex("TKodWaluty", "EUR"), PolandEu = ValueIndex("TKodyKrajowUE", "PL"), PolandCountry = ValueIndex("TKodKraju", "PL");

    /// <summary>The index of a kind of column in its list: date, datetime, dec, int, time, txt.</summary>
    public static int ColumnKindIndex(ColumnKind kind) => kind switch { ColumnKind.Date => 0, ColumnKind.DateTime => 1, ColumnKind.Number => 2, ColumnKind.WholeNumber => 3, ColumnKind.Time => 4, _ => 5 };

    public static int Id(string path) => Grammar["/Faktura/" + path].Id;

    public static int ValueIndex(string type, string value) => Grammar.Types[type].Values.ToList().IndexOf(value);
}
