using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>Makes the correcting invoice from a draft once the number of its original is known. Port of the application; called by the dispatcher.</summary>
public interface ICorrectionBuilder
{
    /// <summary>Builds the file. An exception leaves the draft waiting and is tried again later.</summary>
    /// <param name="draft">The blocked entry; its bytes are the draft as it was enqueued.</param>
    /// <param name="original">The KSeF number of the original (FA(3): <c>NrKSeFFaKorygowanej</c>).</param>
    /// <param name="today">The day of issue in Warsaw (FA(3): <c>P_1</c>).</param>
    IssuedInvoice Build(OutboxEntry draft, KsefNumber original, LocalDate today);
}
