using System.Globalization;
using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Diagnostics;
using Ksef.Offline.Http.Latarnia;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Hosting.Beacon;

/// <summary>Watches the Ministry's beacon (<i>Latarnia</i>): what is new goes into the announcements with its raw bytes as evidence, and every open deadline is computed anew.</summary>
/// <remarks>
/// Silence and rubbish change nothing. Several watches may share one outbox: the very same announcement is recorded once. One look at a time; <see cref="Last"/> may be read from any thread.
/// </remarks>
public sealed class BeaconWatch
{
    private const string Actor = "beacon";

    private readonly string _taxpayer;
    private readonly LatarniaClient? _client;
    private readonly OutboxPorts _outbox;
    private readonly DeadlineEngine _deadlines;
    private readonly AnnouncementBook _book;
    private volatile LatarniaSnapshot? _last;

    /// <summary>A watch for one taxpayer's announcements.</summary>
    /// <param name="taxpayer">The taxpayer's name, for the metrics.</param>
    /// <param name="environment">Whose beacon; an environment without one is never asked.</param>
    /// <param name="http">The client to ask with; stays the caller's.</param>
    /// <param name="outbox">Where announcements and deadlines lie.</param>
    /// <param name="policies">The readings of the open legal questions; null for the defaults.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    public BeaconWatch(string taxpayer, KsefEnvironment environment, HttpClient http, OutboxPorts outbox, DeadlinePolicies? policies = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(taxpayer);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(outbox);
        _taxpayer = taxpayer;
        _client = environment.LatarniaBaseAddress is null ? null : new LatarniaClient(environment, http, time ?? TimeProvider.System);
        _outbox = outbox;
        _deadlines = new DeadlineEngine(policies ?? DeadlinePolicies.Default);
        _book = new AnnouncementBook(outbox.Announcements);
    }

    /// <summary>Whether there is a beacon to ask.</summary>
    public bool HasBeacon => _client is not null;

    /// <summary>The last look; null before the first.</summary>
    public LatarniaSnapshot? Last => _last;

    /// <summary>Takes a look and records what is new.</summary>
    /// <param name="cancellationToken">Stops; what was recorded stays.</param>
    /// <exception cref="InvalidOperationException">The environment has no beacon.</exception>
    public async Task<BeaconLook> LookAsync(CancellationToken cancellationToken = default)
    {
        if (_client is null) throw new InvalidOperationException("This environment has no beacon; look at HasBeacon first.");
        using var activity = HostingTelemetry.Activities.StartActivity("ksef.offline.beacon.look");
        activity?.SetTag(HostingTelemetry.TaxpayerTag, _taxpayer);
        var snapshot = await _client.LookAsync(cancellationToken).ConfigureAwait(false);
        _last = snapshot;
        HostingTelemetry.Looks.Add(1, new(HostingTelemetry.TaxpayerTag, _taxpayer), new("ksef.beacon.status", snapshot.Status.ToString()));
        if (snapshot.Trouble is not null)
        {
            HostingTelemetry.Failed(activity, "unreadable");
            return new BeaconLook(snapshot, [], 0);
        }

        var known = (await _book.RefreshAsync(cancellationToken).ConfigureAwait(false)).Timeline.Messages.ToHashSet();
        var news = new List<Announcement>();
        foreach (var announcement in snapshot.Announcements.Concat(snapshot.MissingFrom(known)))
        {
            if (known.Contains(announcement)) continue;
            var (_, added) = await _outbox.Announcements.RecordAsync(new RecordedAnnouncement(0, announcement, snapshot.At, Actor), Evidence(snapshot, announcement), cancellationToken).ConfigureAwait(false);
            if (added) news.Add(announcement);
        }
        if (news.Count == 0) return new BeaconLook(snapshot, news, 0);
        var page = await _book.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var recomputed = await new DeadlineRecomputer(_outbox.Store, _deadlines).RunAsync(page, snapshot.At, Actor, null, cancellationToken).ConfigureAwait(false);
        return new BeaconLook(snapshot, news, recomputed);
    }

    /// <summary>The answer that shows the announcement lies beside the record: the beacon signs nothing and forgets after about thirty days.</summary>
    private static EvidenceDraft Evidence(LatarniaSnapshot snapshot, Announcement announcement)
    {
        var holding = announcement.MessageId is { } id ? snapshot.Documents.FirstOrDefault(d => d.Bytes.Span.IndexOf(Encoding.UTF8.GetBytes(id)) >= 0) : null;
        var document = holding ?? (snapshot.Documents.Count > 0 ? snapshot.Documents[^1] : null);
        var name = document is null ? null : string.Create(CultureInfo.InvariantCulture, $"{document.Address.Segments[^1].Trim('/')}-{Convert.ToHexStringLower(document.Hash.ToByteArray())[..12]}.json");
        var text = announcement.Withdrawn ? $"no longer shown, perhaps withdrawn: {announcement}" : announcement.ToString();
        return new EvidenceDraft(snapshot.At, Actor, EvidenceKind.Announcement, text, document?.Bytes, name);
    }
}
