using System.Globalization;
using System.Security.Cryptography;
using System.Xml;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Invoices;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>Decides on one invoice: decryption, hash and size, file rules, permissions, dates, duplicates. Everything but the last runs without the gate.</summary>
internal sealed class InvoiceJudge(EmulatorState state)
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    /// <summary>AES-256-CBC with PKCS#7, the vector apart from the text; null where that gives nothing sensible.</summary>
    public static byte[]? Decrypt(Session session, byte[] encrypted)
    {
        if (session.Key is null) return null;
        using var aes = Aes.Create();
        aes.Key = session.Key;
        try
        {
            return aes.DecryptCbc(encrypted, session.Iv);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Judges what can be judged alone: file, rights, dates.</summary>
    public Verdict Judge(byte[] bytes, Session session, bool offline, DateTimeOffset invoicingDate, IReadOnlyList<string> permissions, bool technicalCorrection = false, bool strictIdentifiers = false)
    {
        InvoiceSummary facts;
        try
        {
            facts = SummaryReader.Read(bytes);
        }
        catch (XmlException e)
        {
            return Verdict.Refused(430, $"Plik nie jest poprawnym XML: {e.Message}");
        }
        var limit = facts.HasAttachment ? state.Quotas.AttachmentBytes(session) : state.Quotas.InvoiceBytes(session);
        if (bytes.Length > limit) return Verdict.Refused(430, $"Plik ma {bytes.Length} bajtów, dozwolone jest {limit}.", facts);
        var (code, faults) = state.FileRules.Check(bytes, strictIdentifiers || session.StrictIdentifiers);
        if (code == 430) return Verdict.Refused(430, faults, facts);
        if (!ContextRules.IsNip(facts.SellerNip)) return Verdict.Refused(430, $"NIP sprzedawcy '{facts.SellerNip}' ma zły format.", facts);
        if (facts.HasAttachment && !session.IsBatch && !technicalCorrection) return Verdict.Refused(415, "Faktura z załącznikiem wymaga sesji wsadowej.", facts);
        if (facts.HasAttachment && !state.Attachments.Allows(session.ContextValue, invoicingDate)) return Verdict.Refused(415, "Podmiot nie zgłosił wysyłania faktur z załącznikami.", facts);
        if (!state.Authorizations.MayIssue(session, facts, permissions)) return Verdict.Refused(410, $"Kontekst {session.ContextValue} nie może wystawić faktury sprzedawcy {facts.SellerNip}.", facts);
        if (code != 200) return Verdict.Refused(code, faults, facts);
        if (LocalDatePattern.Iso.Parse(facts.IssueDate) is not { Success: true } issued) return Verdict.Refused(430, $"P_1 '{facts.IssueDate}' nie jest datą.", facts);
        var today = DayOf(invoicingDate);
        if (issued.Value > today) return Verdict.Refused(450, $"Data wystawienia {facts.IssueDate} jest późniejsza niż data przyjęcia {today.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}.", facts);
        return Verdict.Good(facts, offline || issued.Value < today);
    }

    /// <summary>Gives the number or finds the duplicate; the bytes lie in the file of invoices already. The caller holds the gate.</summary>
    public SubmittedInvoice Settle(Submission sent, Verdict verdict, long blobAt, int length)
    {
        var (started, done) = state.Script.ProcessingTimes(sent.ReceivedAt);
        SubmittedInvoice? original = null;
        if (verdict.Code == 200 && state.Store.ByKey.TryGetValue(verdict.Facts!.Key, out original)) verdict = Verdict.Refused(440, "Faktura o tym NIP sprzedawcy, rodzaju i numerze już jest w KSeF.", verdict.Facts);
        var accepted = verdict.Code == 200;
        return new SubmittedInvoice
        {
            Reference = state.References.Next("EE", sent.ReceivedAt),
            SessionReference = sent.Session.Reference,
            Ordinal = sent.Ordinal,
            Hash = sent.Hash,
            FileName = sent.FileName,
            InvoicingDate = sent.InvoicingDate,
            StartedAt = started,
            DoneAt = done,
            Code = verdict.Code,
            Details = verdict.Details,
            OriginalSession = original?.SessionReference,
            OriginalKsefNumber = original?.KsefNumber,
            KsefNumber = accepted ? NumberFor(verdict.Facts!.SellerNip, done) : null,
            Offline = verdict.Offline,
            StoredAt = accepted ? done + state.Script.StorageDelay : null,
            HashOfCorrected = sent.HashOfCorrected ?? default,
            Facts = verdict.Facts,
            BlobAt = accepted ? blobAt : 0,
            BlobLength = accepted ? length : 0,
        };
    }

    /// <summary>The civil day in Warsaw.</summary>
    public static LocalDate DayOf(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(Warsaw).Date;

    private string NumberFor(string sellerNip, DateTimeOffset at)
    {
        var day = DayOf(at == DateTimeOffset.MaxValue ? state.Clock.GetUtcNow() : at);
        return KsefNumber.Create(Nip.Parse(sellerNip), day, 0x0100_0000_0000 | ((long)state.Options.Seed & 0xFF) << 32 | (uint)(state.Store.Accepted.Count + 1)).ToString();
    }
}
