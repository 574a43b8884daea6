using System.Collections.Immutable;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>Which mode may I use now? From the announcements and an instant: the modes that the law allows, with reasons, evidence and a recommendation.</summary>
/// <remarks>
/// Only announcements open the special modes. A total failure is recommended only once a person has confirmed it; until then offline24 keeps every duty.
/// Announcements reported as withdrawn open nothing. Pure, thread-safe.
/// </remarks>
/// <param name="policies">The readings of the open legal questions; null: the defaults.</param>
public sealed class ModeAdvisor(DeadlinePolicies? policies = null)
{
    private readonly IssueBeforePublication _beforePublication = (policies ?? DeadlinePolicies.Default).IssueBeforePublication;

    /// <summary>Advises on an invoice issued at an instant.</summary>
    /// <param name="timeline">The announcements known.</param>
    /// <param name="now">The instant of issue.</param>
    public ModeAdvice Advise(AnnouncementTimeline timeline, Instant now)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var maintenance = InProgress(timeline.Maintenance, now);
        var failure = InProgress(timeline.Failures, now);
        var total = InProgress(timeline.TotalFailures, now);
        var announced = failure is not null && (_beforePublication == IssueBeforePublication.Emergency || failure.Moment <= now);
        var special = total is { Confirmed: true } ? InvoicingMode.TotalFailure
            : total is not null ? InvoicingMode.Offline24
            : announced ? InvoicingMode.Emergency
            : maintenance is not null ? InvoicingMode.Unavailability
            : (InvoicingMode?)null;
        return new ModeAdvice(now, special ?? (failure is null ? InvoicingMode.Online : InvoicingMode.Offline24), special ?? InvoicingMode.Offline24,
        [
            Online(total?.Announcement),
            Offline24(),
            Unavailability(maintenance?.Announcement),
            Emergency(failure?.Announcement, announced),
            TotalFailure(total?.Announcement),
        ]);
    }

    private static InForce? InProgress(ImmutableArray<AnnouncedPeriod> periods, Instant now)
    {
        foreach (var period in periods)
            if (!period.IsWithdrawn && period.Start <= now && (period.End is not { } end || now < end)) return new InForce(period.Announcement, period.Moment, period.Announcement.Confirmed);
        return null;
    }

    private static ModeOption Online(Announcement? total) => total is null
        ? new(InvoicingMode.Online, true, "106na(1)", "Always allowed while KSeF accepts the invoice on the day P_1.", "Zawsze dopuszczalny, gdy KSeF przyjmie fakturę w dniu P_1.",
            "The KSeF number and the UPO.", "Numer KSeF i UPO.", null)
        : new(InvoicingMode.Online, false, "106ng", "A total failure is announced: KSeF accepts nothing.", "Ogłoszono awarię całkowitą: KSeF niczego nie przyjmuje.", "", "", total);

    private static ModeOption Offline24() => new(InvoicingMode.Offline24, true, "106nda(1)", "Allowed at any time and without a reason.", "Dopuszczalny zawsze i bez podania przyczyny.",
        "The issued file and both codes.", "Wystawiony plik i oba kody.", null);

    private static ModeOption Unavailability(Announcement? maintenance) => maintenance is null
        ? new(InvoicingMode.Unavailability, false, "106nh(2)", "No announced maintenance period is in progress.", "Nie trwa żadna ogłoszona niedostępność.", "", "", null)
        : new(InvoicingMode.Unavailability, true, "106nh(2)", "An announced maintenance period is in progress.", "Trwa ogłoszona niedostępność.",
            "The notice of the period and the instant of issue.", "Komunikat o niedostępności i chwila wystawienia.", maintenance);

    private static ModeOption Emergency(Announcement? failure, bool announced) => failure is null
        ? new(InvoicingMode.Emergency, false, "106nf(1)", "No announced failure is in progress; an outage that one feels is not one.", "Nie trwa żadna ogłoszona awaria; odczuwany brak dostępu nią nie jest.", "", "", null)
        : announced
            ? new(InvoicingMode.Emergency, true, "106nf(1)", "An announced failure is in progress.", "Trwa ogłoszona awaria.",
                "The notice in the BIP with its start and publication, and the instant of issue.", "Komunikat w BIP z początkiem i publikacją oraz chwila wystawienia.", failure)
            : new(InvoicingMode.Emergency, false, "106ne(1)", "The failure has begun but its notice is not yet published: until then the mode is offline24 (policy).",
                "Awaria trwa, ale komunikatu jeszcze nie opublikowano: do tego czasu obowiązuje offline24 (ustawienie).", "", "", failure);

    private static ModeOption TotalFailure(Announcement? total) => total is null
        ? new(InvoicingMode.TotalFailure, false, "106ng", "No total failure is announced.", "Nie ogłoszono awarii całkowitej.", "", "", null)
        : new(InvoicingMode.TotalFailure, true, "106ng", "A total failure is announced; nothing issued in it is ever sent.", "Ogłoszono awarię całkowitą; wystawionych w niej faktur się nie przesyła.",
            "The notice in the mass media, confirmed by a person.", "Komunikat w środkach masowego przekazu, potwierdzony przez człowieka.", total);

    private sealed record InForce(Announcement Announcement, Instant Moment, bool Confirmed);
}
