using System.Text.Json;
using Ksef.Offline.Outbox.Evidence;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>The windows and freezes of sending that every process on an outbox obeys, with who wanted them and why. Thread-safe.</summary>
/// <remarks>
/// They have no table of their own: each change is a record of the chain <see cref="EvidenceChains.OfSchedule"/>, and the schedule is what the chain adds up to. So whatever store keeps evidence
/// keeps the schedule, nobody can change it without a trace, and two operators at once lose nothing of each other's.
/// </remarks>
/// <param name="evidence">The evidence of the outbox.</param>
public sealed class SendScheduleBook(IEvidenceLog evidence)
{
    /// <summary>The schedule of a taxpayer's queue as it stands; <see cref="SendSchedule.Always"/> where nobody set any.</summary>
    /// <param name="taxpayer">The name of the queue.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InvalidDataException">A record does not say what it must; nothing may then be sent, since a freeze may be hidden there. The message names the chain and the record.</exception>
    public async Task<SendSchedule> ReadAsync(string taxpayer, CancellationToken cancellationToken)
    {
        var (chain, schedule) = (EvidenceChains.OfSchedule(taxpayer), SendSchedule.Always);
        await foreach (var record in evidence.ReadAsync(chain, cancellationToken).ConfigureAwait(false))
        {
            // Records of other kinds are notes that a person attached; an erased payload is older than the retention.
            if (record.Kind != EvidenceKind.Schedule || record.Payload is not { } payload) continue;
            try
            {
                schedule = SendScheduleChange.Read(payload.Span).ApplyTo(schedule, record.At, record.Actor);
            }
            catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
            {
                throw new InvalidDataException($"Record {record.Sequence} of the chain '{chain}' is not a change of the schedule ({unreadable.Message}). Nothing is sent until it is mended: a freeze may stand there.", unreadable);
            }
        }
        return schedule;
    }

    /// <summary>Wants nothing sent for a time: a stock-taking, a month's closing. What was sent before is still asked about.</summary>
    /// <param name="taxpayer">The name of the queue.</param>
    /// <param name="from">From when.</param>
    /// <param name="to">Until when, exclusive; null until it is lifted.</param>
    /// <param name="reason">Why, for the evidence.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">When it was decided.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    /// <exception cref="ArgumentOutOfRangeException">It ends before it begins.</exception>
    public Task FreezeAsync(string taxpayer, Instant from, Instant? to, string reason, string actor, Instant now, CancellationToken cancellationToken)
    {
        if (to <= from) throw new ArgumentOutOfRangeException(nameof(to), to, $"A freeze from {from} cannot end at {to}.");
        return ChangeAsync(taxpayer, new SendScheduleChange.Freeze(from, to, reason), reason, actor, now, cancellationToken);
    }

    /// <summary>Ends all freezes, those that run and those to come.</summary>
    /// <param name="taxpayer">The name of the queue.</param>
    /// <param name="reason">Why, for the evidence.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">When; from this moment they hold no more.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    public Task LiftAsync(string taxpayer, string reason, string actor, Instant now, CancellationToken cancellationToken) =>
        ChangeAsync(taxpayer, new SendScheduleChange.Lift(), reason, actor, now, cancellationToken);

    /// <summary>Replaces the hours of the day in which sending is allowed.</summary>
    /// <param name="taxpayer">The name of the queue.</param>
    /// <param name="windows">The hours, in Warsaw; empty for the whole day.</param>
    /// <param name="reason">Why, for the evidence.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    public Task SetWindowsAsync(string taxpayer, IReadOnlyList<SendWindow> windows, string reason, string actor, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return ChangeAsync(taxpayer, new SendScheduleChange.Windows([.. windows]), reason, actor, now, cancellationToken);
    }

    private async Task ChangeAsync(string taxpayer, SendScheduleChange change, string reason, string actor, Instant now, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        var draft = new EvidenceDraft(now, actor, EvidenceKind.Schedule, $"{change.Text}: {reason}", change.Write(), "schedule.json");
        await evidence.AppendAsync(EvidenceChains.OfSchedule(taxpayer), [draft], cancellationToken).ConfigureAwait(false);
    }
}
