using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Emulator.Certificates;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Authentication.Xades;

/// <summary><c>/auth/xades-signature</c>.</summary>
internal static class XadesEndpoints
{
    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Post("/auth/xades-signature", Access.Anonymous, "anonymous", call => Login(state, call)) with { TakesXml = true },
    ];

    private static Answer Login(EmulatorState state, Call call)
    {
        var verifyChain = call.Query("verifyCertificateChain") switch
        {
            null => false,
            { } text when bool.TryParse(text, out var flag) => flag,
            var text => throw new ApiError(21405, $"Parametr verifyCertificateChain ma niedozwoloną wartość '{text}'."),
        };
        var signed = SignedRequest.Verify(call.Body);
        var document = LoginDocument.Read(signed.Request);
        LoginEndpoints.TakeChallenge(state, document.Challenge, call.Now);
        using var certificate = signed.Certificate;
        CertificateSubject subject;
        try
        {
            subject = CertificateSubject.Of(certificate);
        }
        catch (CryptographicException e)
        {
            throw new ApiError(21115, e.Message);
        }
        var (type, value) = document.ByFingerprint ? ("Fingerprint", subject.Fingerprint)
            : subject.Nip is { } nip ? ("Nip", nip)
            : subject.Pesel is { } pesel ? ("Pesel", pesel)
            : throw new ApiError(21115, "Podmiot certyfikatu nie ma NIP (VATPL-, TINPL-) ani PESEL (PNOPL-).");
        lock (state.Gate)
        {
            var own = state.Store.Certificates.GetValueOrDefault(certificate.SerialNumber);
            if (own is not null && !own.Der.AsSpan().SequenceEqual(certificate.RawData)) own = null;
            var granted = state.Grants.Of(document.ContextType, document.ContextValue, type, value);
            var (status, detail) = Judge(state, call.Now, certificate, own, verifyChain, document, granted);
            if (own is not null && status == 200)
            {
                own.LastUse = call.Now;
                state.Store.Save(own);
            }
            return LoginEndpoints.Started(state, new Login
            {
                Reference = state.References.Next("AU", call.Now),
                Started = call.Now,
                DecidedAt = call.Now + state.Script.LoginTime,
                ContextType = document.ContextType,
                ContextValue = document.ContextValue,
                SubjectType = type,
                SubjectValue = value,
                Method = own is not null ? "InternalCertificate" : subject.IsSeal ? "QualifiedSeal" : "QualifiedSignature",
                DocumentHash = Convert.ToBase64String(SHA256.HashData(call.Body.Span)),
                Certificate = certificate.RawData,
                Permissions = granted,
                AllowedIps = document.AllowedIps,
                Status = status,
                StatusDetail = detail,
            });
        }
    }

    private static (int Status, string? Detail) Judge(EmulatorState state, DateTimeOffset now, X509Certificate2 certificate, IssuedCertificate? own, bool verifyChain, LoginDocument document, IReadOnlyList<string> granted)
    {
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime() || now > own?.ValidTo) return (460, "Certyfikat jest nieważny.");
        if (own is { Revoked: true }) return (460, "Certyfikat został odwołany.");
        if (own is { Offline: true }) return (460, "Certyfikat typu Offline nie służy do uwierzytelniania.");
        if (verifyChain && own is null) return (460, "Łańcuch certyfikatu jest niezaufany.");
        if (state.Blocks.Contains(document.ContextType, document.ContextValue)) return (480, "Podejrzewany jest incydent bezpieczeństwa.");
        if (state.Grants.IsDeceased(document.ContextType, document.ContextValue)) return (470, "Metoda autoryzacji należy do osoby zmarłej.");
        return granted.Count == 0 ? (415, "Podmiot nie ma uprawnień w tym kontekście.") : (200, null);
    }
}
