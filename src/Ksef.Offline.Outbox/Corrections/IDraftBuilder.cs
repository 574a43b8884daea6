using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>Makes the invoice from a draft once the numbers that it names are known: a correcting invoice, or a settlement of advances. Port of the application; called by the dispatcher.</summary>
public interface IDraftBuilder
{
    /// <summary>The invoices whose KSeF numbers the draft still needs; by default the one that it waits behind. A draft that cannot be understood is told by an exception, as for <see cref="Build"/>.</summary>
    /// <param name="draft">The blocked entry; its bytes are the draft as it was enqueued.</param>
    IReadOnlyList<InvoiceKey> Awaits(OutboxEntry draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Behind is { } behind ? [behind] : [];
    }

    /// <summary>Builds the file. An exception, whichever, leaves the draft waiting and is tried again later; the other drafts go on.</summary>
    /// <param name="draft">The blocked entry; its bytes are the draft as it was enqueued.</param>
    /// <param name="numbers">The KSeF number of each invoice that <see cref="Awaits"/> named (FA(3): <c>NrKSeFFaKorygowanej</c>, <c>NrKSeFFaZaliczkowej</c>).</param>
    /// <param name="today">The day of issue in Warsaw (FA(3): <c>P_1</c>).</param>
    IssuedInvoice Build(OutboxEntry draft, IReadOnlyDictionary<InvoiceKey, KsefNumber> numbers, LocalDate today);
}
