using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Entries;

/// <summary>One invoice in the outbox: its bytes, fixed for ever, and everything known of its way into KSeF. Immutable; equality is by reference of the bytes.</summary>
/// <remarks>
/// <para>Fixed at enqueue: <see cref="Key"/>, <see cref="Taxpayer"/>, <see cref="IssuedAt"/>, <see cref="Reference"/>, <see cref="Behind"/>, <see cref="BuyerNip"/>, <see cref="HasAttachment"/>.</para>
/// <para>Outside the fencing token: <see cref="Deadline"/> (written by reschedule, and by a commit that changes it) and <see cref="Delivery"/>.</para>
/// <para><see cref="Bytes"/>, <see cref="Hash"/> and <see cref="IssueDate"/> change only where the state machine says so: a blocked draft is issued, a technical correction replaces a refused file.</para>
/// </remarks>
public sealed record OutboxEntry
{
    /// <summary>Seller's NIP, kind and number: unique in the store, as it is in KSeF.</summary>
    public required InvoiceKey Key { get; init; }

    /// <summary>In whose name it is sent.</summary>
    public required TaxpayerContext Taxpayer { get; init; }

    /// <summary>The file exactly as issued; the draft while <see cref="OutboxState.Blocked"/>; empty where a query asked for none.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>; <c>default</c> while the entry is a blocked draft.</summary>
    public required InvoiceHash Hash { get; init; }

    /// <summary>The day of issue, a civil date in Europe/Warsaw (FA(3): <c>P_1</c>).</summary>
    public required LocalDate IssueDate { get; init; }

    /// <summary>The moment of issue, as far as the outbox knows: when the invoice was handed to it. On a later day than <see cref="IssueDate"/> it says nothing about when the invoice was issued.</summary>
    public required Instant IssuedAt { get; init; }

    /// <summary>The legal mode in force, with reason and actor.</summary>
    public required ModeDecision Mode { get; init; }

    /// <summary>The deadline as last computed.</summary>
    public required EntryDeadline Deadline { get; init; }

    /// <summary>The buyer's Polish NIP; null for consumers and foreign buyers.</summary>
    public Nip? BuyerNip { get; init; }

    /// <summary>True when the file holds an attachment: batch sessions only.</summary>
    public bool HasAttachment { get; init; }

    /// <summary>The own reference in the register. With number 0 at enqueue the store gives the next of the scope; <c>default</c> for none.</summary>
    public OffReference Reference { get; init; }

    /// <summary>For an invoice kept as a draft the one whose number it waits for (an original, an advance; the first of several); else null. Stays when the draft is issued.</summary>
    public InvoiceKey? Behind { get; init; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; init; }

    /// <summary>How many times sending was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Not to be leased before this instant; null for at once.</summary>
    public Instant? NextAttempt { get; init; }

    /// <summary>The last references that KSeF gave.</summary>
    public SubmissionReference Submission { get; init; }

    /// <summary>When the last mark before sending was stored; null when nothing of it can be in KSeF (first attempt, or proven absent).</summary>
    public Instant? LastSendingAt { get; init; }

    /// <summary>For a technical correction the hash that was printed for the refused file (API: <c>hashOfCorrectedInvoice</c>); else null.</summary>
    public InvoiceHash? Corrects { get; init; }

    /// <summary>What KSeF said when it accepted; null before.</summary>
    public Acceptance? Acceptance { get; init; }

    /// <summary>What KSeF said when it last refused; null if never.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The last thing to know for people (why held, what was lost); never a secret.</summary>
    public string? Note { get; init; }

    /// <summary>Printed, handed over.</summary>
    public Delivery Delivery { get; init; } = Delivery.None;

    /// <summary>True for the modes that are declared to KSeF as <c>offlineMode</c>.</summary>
    public bool IsOffline => Mode.Mode != InvoicingMode.Online;

    /// <summary>What the deadline engine is asked for this entry: day and mode, and the moment of issue where it lies on that day.</summary>
    /// <remarks>A draft was taken in before it was issued, so its moment of issue is not known.</remarks>
    public DeadlineQuestion Question => Behind is null ? QuestionOf(Mode.Mode, IssueDate, IssuedAt) : new DeadlineQuestion(Mode.Mode, IssueDate);

    /// <summary>An invoice that was taken in on a later day than its <c>P_1</c> was issued at some unknown moment of that day (art. 106nda(10)), not when it was taken in.</summary>
    internal static DeadlineQuestion QuestionOf(InvoicingMode mode, LocalDate issueDate, Instant takenIn) =>
        new(mode, issueDate, WarsawTime.DateOf(takenIn) == issueDate ? takenIn : null);
}
