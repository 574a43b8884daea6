using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Outbox.States;

/// <summary>Something that happened to an entry: what the pure state machine is fed with. Immutable.</summary>
/// <param name="At">When, by the clock of whoever reports it.</param>
/// <param name="Actor">Who: a worker's name or a person. Never empty.</param>
public abstract record OutboxEvent(Instant At, string Actor)
{
    /// <summary>The lease was taken.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    public sealed record LeaseTaken(Instant At, string Actor) : OutboxEvent(At, Actor);

    /// <summary>The lease was given back before anything was done.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    /// <param name="NextAttempt">Not to be leased before this instant; null for at once.</param>
    public sealed record LeaseEnded(Instant At, string Actor, Instant? NextAttempt = null) : OutboxEvent(At, Actor);

    /// <summary>A gateway is about to do something, or has learned a reference.</summary>
    /// <param name="Mark">The mark to store.</param>
    /// <param name="Actor">The worker.</param>
    public sealed record Marked(AttemptMark Mark, string Actor) : OutboxEvent(Mark.At, Actor);

    /// <summary>A gateway's answer: one of the five outcomes.</summary>
    /// <param name="At">When it was known.</param>
    /// <param name="Actor">The worker.</param>
    /// <param name="Outcome">The outcome.</param>
    /// <param name="NextAttempt">When to send, ask or look again, where the outcome leaves something to do.</param>
    public sealed record Answered(Instant At, string Actor, GatewayOutcome Outcome, Instant? NextAttempt) : OutboxEvent(At, Actor);

    /// <summary>A technical correction was supplied.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    /// <param name="Bytes">The new bytes; the same content.</param>
    /// <param name="Reason">Why, for the evidence.</param>
    public sealed record CorrectionSupplied(Instant At, string Actor, FixedBytes Bytes, string Reason) : OutboxEvent(At, Actor);

    /// <summary>The invoices that a draft waited for have their numbers, and it was issued.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    /// <param name="Bytes">The bytes of the invoice.</param>
    /// <param name="Originals">The KSeF numbers of originals or advances, as the bytes name them.</param>
    /// <param name="Mode">The legal mode it is issued in: that of the draft, unless its day of issue no longer carries it.</param>
    /// <param name="Deadline">The deadline that follows from its day of issue.</param>
    public sealed record OriginalNumbered(Instant At, string Actor, FixedBytes Bytes, IReadOnlyList<KsefNumber> Originals, ModeDecision Mode, EntryDeadline Deadline) : OutboxEvent(At, Actor);

    /// <summary>A draft waits for an invoice that will get no number: it was refused or withdrawn, or was never stored.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    /// <param name="Reason">Which, and why not.</param>
    public sealed record OriginalLost(Instant At, string Actor, string Reason) : OutboxEvent(At, Actor);

    /// <summary>The legal mode was decided anew before sending.</summary>
    /// <param name="Decision">The new mode with its reason.</param>
    /// <param name="Deadline">The deadline that follows.</param>
    public sealed record ModeDecided(ModeDecision Decision, EntryDeadline Deadline) : OutboxEvent(Decision.At, Decision.Actor);

    /// <summary>A total failure lifted the duty to send.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    /// <param name="Reason">Which announcement.</param>
    public sealed record DutyLifted(Instant At, string Actor, string Reason) : OutboxEvent(At, Actor);

    /// <summary>Set aside for a person.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Held(Instant At, string Actor, string Reason) : OutboxEvent(At, Actor);

    /// <summary>Released by a person: sent where nothing of it can be in KSeF, else looked for first.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Released(Instant At, string Actor, string Reason) : OutboxEvent(At, Actor);

    /// <summary>Withdrawn by a person.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Withdrawn(Instant At, string Actor, string Reason) : OutboxEvent(At, Actor);

    /// <summary>A number collision was looked into by a person: search again by hash.</summary>
    /// <param name="At">When it happened.</param>
    /// <param name="Actor">Who acted, for the evidence.</param>
    /// <param name="Reason">What was found.</param>
    public sealed record CollisionReexamined(Instant At, string Actor, string Reason) : OutboxEvent(At, Actor);
}
