using NodaTime;

namespace Ksef.Offline.Qr;

/// <summary>When to enrol a new Offline certificate and when the old one may go.</summary>
/// <remarks>
/// An expired or revoked certificate makes every code fail that was printed with it, because KSeF judges at the time of the scan; so the old one lives until its last
/// invoice has a KSeF number. Stateless, thread-safe.
/// </remarks>
public static class CertificateRenewal
{
    /// <summary>Advises on one certificate.</summary>
    /// <param name="report">The certificate, examined.</param>
    /// <param name="at">Now.</param>
    /// <param name="unsent">How many invoices carry a KOD II of this certificate and have no KSeF number yet.</param>
    /// <param name="needs">How long the certificate is needed; null for the defaults.</param>
    /// <param name="compromised">True when somebody else may have the key: then it is revoked at once, whatever its invoices.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unsent"/> is negative.</exception>
    public static CertificateRenewalAdvice Advise(CertificateReport report, Instant at, int unsent, CertificateNeeds? needs = null, bool compromised = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentOutOfRangeException.ThrowIfNegative(unsent);
        needs ??= new CertificateNeeds();
        var left = report.NotAfter - at;
        var enrol = compromised || !report.CanSign || left <= needs.RenewWithin || report.NotAfter < needs.InvoiceDeadline || report.NotAfter < needs.QueueDrained;
        return new CertificateRenewalAdvice(
            EnrolNow: enrol,
            MayRevoke: compromised || unsent == 0,
            Reason: compromised ? $"The key is compromised: enrol a new certificate, revoke this one now, and print KOD II anew for its {unsent} unsent invoices."
                : !enrol ? "Nothing to do: it is valid long enough."
                : unsent == 0 ? "Enrol a new certificate; no unsent invoice needs this one."
                : $"Enrol a new certificate and sign with it; keep this one until its {unsent} unsent invoices have KSeF numbers, and do not revoke it.",
            ReasonPl: compromised ? $"Klucz jest skompromitowany: zawnioskuj o nowy certyfikat, unieważnij ten teraz i wydrukuj KOD II ponownie dla nieprzesłanych faktur (liczba: {unsent})."
                : !enrol ? "Nic do zrobienia: certyfikat jest ważny wystarczająco długo."
                : unsent == 0 ? "Zawnioskuj o nowy certyfikat; żadna nieprzesłana faktura nie potrzebuje tego."
                : $"Zawnioskuj o nowy certyfikat i podpisuj nim; ten pozostaw do czasu nadania numerów KSeF jego nieprzesłanym fakturom (liczba: {unsent}) i nie unieważniaj go.");
    }
}
