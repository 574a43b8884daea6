using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>The JPK_V7 marker of an invoice, judged as of the day on which the JPK is filed.</summary>
/// <remarks>Source: regulation of 12 December 2025 (Dz.U. 2025 poz. 1800), from the period of February 2026. Thread-safe.</remarks>
public sealed class JpkRules
{
    private readonly LegalStates _states;
    private readonly JpkPolicies _policies;

    /// <summary>Rules over an engine.</summary>
    /// <param name="engine">The engine whose policies and calendar are used.</param>
    /// <param name="policies">The disputed rows; null: the defaults.</param>
    public JpkRules(DeadlineEngine engine, JpkPolicies? policies = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _states = new LegalStates(engine);
        _policies = policies ?? JpkPolicies.Default;
    }

    /// <summary>The marker of an invoice issued in one of the five modes.</summary>
    /// <param name="question">The declared mode and dates of the invoice.</param>
    /// <param name="timeline">The announcements known; those published after the day of filing are not used.</param>
    /// <param name="filedOn">The day on which the JPK is filed, in Warsaw.</param>
    /// <param name="numberGivenOn">The day on which KSeF gave the number, in Warsaw; null while there is none.</param>
    /// <param name="markerOfCorrected">For a correcting invoice, the marker of the invoice it corrects; used only by <see cref="JpkPolicies.CorrectionInheritsMarker"/>.</param>
    public JpkAnswer For(in DeadlineQuestion question, AnnouncementTimeline timeline, LocalDate filedOn, LocalDate? numberGivenOn, JpkMarker? markerOfCorrected = null)
    {
        if (numberGivenOn <= filedOn) return New(JpkMarker.KsefNumber, false, false, "The invoice has its KSeF number on the day of filing.", "W dniu złożenia faktura ma numer KSeF.");
        var own = WithoutNumber(_states.At(question, timeline, WarsawTime.EndOf(filedOn) - Duration.Epsilon));
        return _policies.CorrectionInheritsMarker && markerOfCorrected is (JpkMarker.Off or JpkMarker.Di or JpkMarker.Bfk)
            ? own with
            {
                Marker = markerOfCorrected!.Value,
                IsDisputed = true,
                IsCorrectionDueWithNumber = markerOfCorrected == JpkMarker.Di,
                Reason = "The correcting invoice takes the marker of the invoice it corrects (policy).",
                ReasonPl = "Faktura korygująca przejmuje oznaczenie faktury korygowanej (ustawienie).",
            }
            : own;
    }

    /// <summary>The marker of a document that is not a structured invoice of this system.</summary>
    /// <param name="document">What it is.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="document"/> is not a member of the enumeration.</exception>
    public JpkAnswer For(JpkDocument document) => document switch
    {
        JpkDocument.OutsideKsef => New(JpkMarker.Bfk, false, false, "Lawfully issued outside KSeF.", "Wystawiona zgodnie z prawem poza KSeF."),
        JpkDocument.OutsideKsefInBreach => New(JpkMarker.Bfk, false, true, "Issued outside KSeF in breach of the duty: no other marker fits.", "Wystawiona poza KSeF z naruszeniem obowiązku: żadne inne oznaczenie nie pasuje."),
        JpkDocument.OtherEvidence => New(JpkMarker.Di, false, false, "Other evidence than an invoice.", "Inny dowód niż faktura."),
        JpkDocument.ForeignPurchase => New(_policies.ForeignPurchase, false, true, "A purchase with a foreign invoice: disputed, decided by policy.", "Zakup z fakturą zagraniczną: sporne, rozstrzyga ustawienie."),
        _ => throw new ArgumentOutOfRangeException(nameof(document), document, "Not a kind of document."),
    };

    private JpkAnswer WithoutNumber(in LegalState state) => state.Mode switch
    {
        InvoicingMode.TotalFailure => New(JpkMarker.Bfk, false, !state.IsDeclaredModeValid, "Issued in a total failure: it never gets a number.", "Wystawiona w czasie awarii całkowitej: nie otrzyma numeru."),
        InvoicingMode.Emergency => New(JpkMarker.Off, false, state.IsFreedByTotalFailure, "An emergency invoice without a number on the day of filing.", "Faktura z trybu awaryjnego bez numeru w dniu złożenia."),
        InvoicingMode.Online => New(_policies.OnlineWithoutNumber, _policies.OnlineWithoutNumber == JpkMarker.Di, true,
            "An online invoice that waits for its number: no rule was found, decided by policy.", "Faktura online czekająca na numer: brak reguły, rozstrzyga ustawienie."),
        _ when state.IsFreedByTotalFailure => New(_policies.FreedByTotalFailure, false, true,
            "Freed by a later total failure: it never gets a number, so no correction follows.", "Zwolniona przez późniejszą awarię całkowitą: nie otrzyma numeru, więc korekty nie będzie."),
        _ when state.IsOvertakenByFailure => New(_policies.OvertakenByFailure, _policies.OvertakenByFailure == JpkMarker.Di, true,
            "Overtaken by a failure notice: disputed, decided by policy.", "Wyprzedzona przez komunikat o awarii: sporne, rozstrzyga ustawienie."),
        _ => New(JpkMarker.Di, true, false, "offline24 or unavailability without a number on the day of filing.", "offline24 lub niedostępność bez numeru w dniu złożenia."),
    };

    private static JpkAnswer New(JpkMarker marker, bool correction, bool disputed, string reason, string reasonPl) => new()
    {
        Marker = marker,
        IsCorrectionDueWithNumber = correction,
        IsDisputed = disputed,
        Reason = reason,
        ReasonPl = reasonPl,
    };
}
