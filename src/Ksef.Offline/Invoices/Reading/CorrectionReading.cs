using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads what a correction corrects in the order of the schema.</summary>
internal static class CorrectionReading
{
    internal static CorrectionDetails CorrectionDetails(ref ElementCursor cursor) => new()
    {
        Reason = cursor.TextOrNull("PrzyczynaKorekty"u8),
        Effect = cursor.NumberOrNull<CorrectionEffect>("TypKorekty"u8),
        CorrectedInvoices = cursor.Many("DaneFaKorygowanej"u8, CorrectedInvoice),
        Period = cursor.TextOrNull("OkresFaKorygowanej"u8),
        CorrectNumber = cursor.TextOrNull("NrFaKorygowany"u8),
        SellerBefore = cursor.Maybe("Podmiot1K"u8, SellerBefore),
        BuyersBefore = cursor.Many("Podmiot2K"u8, BuyerBefore),
        TotalBefore = ChoiceReading.TotalBefore(ref cursor),
    };

    internal static CorrectedInvoice CorrectedInvoice(ref ElementCursor cursor) => new()
    {
        IssueDate = cursor.Date("DataWystFaKorygowanej"u8),
        Number = cursor.Text("NrFaKorygowanej"u8),
        KsefNumber = ChoiceReading.CorrectedNumber(ref cursor),
    };

    internal static SellerBefore SellerBefore(ref ElementCursor cursor)
    {
        var euPrefix = cursor.EuCountryCodeOrNull("PrefiksPodatnika"u8);
        var (nip, name) = cursor.One("DaneIdentyfikacyjne"u8, PartyReading.Identity);
        return new()
        {
            EuPrefix = euPrefix,
            Nip = nip,
            Name = name,
            Address = cursor.One("Adres"u8, PartyReading.Address),
        };
    }

    internal static BuyerBefore BuyerBefore(ref ElementCursor cursor)
    {
        var (identifier, name) = cursor.One("DaneIdentyfikacyjne"u8, PartyReading.BuyerIdentity);
        return new()
        {
            Identifier = identifier,
            Name = name,
            Address = cursor.Maybe("Adres"u8, PartyReading.Address),
            LinkKey = cursor.TextOrNull("IDNabywcy"u8),
        };
    }

    /// <summary>The block has no element of its own: it is there when one of the first three elements that may begin it is.</summary>
    internal static CorrectionDetails? Maybe(ref ElementCursor cursor) =>
        cursor.At("PrzyczynaKorekty"u8) || cursor.At("TypKorekty"u8) || cursor.At("DaneFaKorygowanej"u8) ? CorrectionDetails(ref cursor) : null;
}
