using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Verification;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Http.Certificates;

/// <summary>KSeF certificates (<i>certyfikaty KSeF</i>) of one taxpayer: ask for, fetch, list, revoke. Get it from <see cref="KsefGateway.CertificatesOf"/>.</summary>
/// <remarks>
/// Asking for one needs a login by <see cref="Login.XadesCredential"/>: KSeF refuses it (25001, 25002) to a login by token. Every method throws
/// <see cref="KsefRejectedException"/> or <see cref="KsefUnavailableException"/>. Thread-safe.
/// </remarks>
public sealed partial class KsefCertificates
{
    private readonly TaxpayerApi _api;

    internal KsefCertificates(TaxpayerApi api) => _api = api;

    /// <summary>Asks how many certificates may still be requested.</summary>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<CertificateLimits> GetLimitsAsync(CancellationToken cancellationToken)
    {
        var answer = await _api.SendAsync(ApiCall.Get("certificates/limits", EndpointGroup.Other, "GET certificates/limits"), cancellationToken).ConfigureAwait(false);
        return answer.Read(root => new CertificateLimits(
            root.Flag("canRequest") ?? false, root.Object("enrollment")?.Number("remaining") ?? 0, root.Object("enrollment")?.Number("limit") ?? 0,
            root.Object("certificate")?.Number("remaining") ?? 0, root.Object("certificate")?.Number("limit") ?? 0));
    }

    /// <summary>Asks what the subject of the request must be, letter for letter; KSeF takes it from the certificate used to log in. <c>CertificateSigningRequests</c> of Ksef.Offline.Qr makes the request from it.</summary>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<CertificateSubject> GetEnrollmentSubjectAsync(CancellationToken cancellationToken)
    {
        var answer = await _api.SendAsync(ApiCall.Get("certificates/enrollments/data", EndpointGroup.Other, "GET certificates/enrollments/data"), cancellationToken).ConfigureAwait(false);
        return answer.Read(root => new CertificateSubject
        {
            CommonName = root.RequiredText("commonName"),
            CountryName = root.RequiredText("countryName"),
            GivenName = root.Text("givenName"),
            Surname = root.Text("surname"),
            SerialNumber = root.Text("serialNumber"),
            UniqueIdentifier = root.Text("uniqueIdentifier"),
            OrganizationName = root.Text("organizationName"),
            OrganizationIdentifier = root.Text("organizationIdentifier"),
        });
    }

    /// <summary>Asks for a certificate. Never repeated by itself: requests are counted and cannot be taken back.</summary>
    /// <param name="name">A name for people, 5 to 100 letters (Polish too), digits, blanks, hyphens, underscores.</param>
    /// <param name="kind">For logging in, or for KOD II.</param>
    /// <param name="signingRequest">The request as PKCS#10 in DER: EC P-256 or RSA of exactly 2048 bits.</param>
    /// <param name="validFrom">The start of its validity; null for now.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The reference of the request, for <see cref="GetEnrollmentStatusAsync"/>.</returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public async Task<string> EnrollAsync(string name, KsefCertificateKind kind, ReadOnlyMemory<byte> signingRequest, Instant? validFrom, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Name().IsMatch(name)) throw new ArgumentException($"'{name}' is not a name for a certificate: 5 to 100 letters (Polish too), digits, blanks, hyphens or underscores.", nameof(name));
        if (!Enum.IsDefined(kind)) throw new ArgumentOutOfRangeException(nameof(kind), kind, "A certificate is for logging in or for KOD II.");
        var body = JsonBody.Write(json =>
        {
            json.WriteString("certificateName", name);
            json.WriteString("certificateType", kind.ToString());
            json.WriteBase64String("csr", signingRequest.Span);
            if (validFrom is { } from) json.WriteString("validFrom", InstantPattern.General.Format(from));
        }, signingRequest.Length * 2);
        var answer = await _api.SendAsync(ApiCall.Post("certificates/enrollments", EndpointGroup.Other, "POST certificates/enrollments", body), cancellationToken).ConfigureAwait(false);
        return answer.Read(root => root.RequiredText("referenceNumber"));
    }

    /// <summary>Asks how far a request has come.</summary>
    /// <param name="reference">From <see cref="EnrollAsync"/>.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<EnrollmentStatus> GetEnrollmentStatusAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var call = ApiCall.Get("certificates/enrollments/" + Uri.EscapeDataString(reference), EndpointGroup.Other, "GET certificates/enrollments/{reference}");
        return (await _api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(root =>
        {
            var status = StatusInfo.Read(root.Object("status") ?? throw new FormatException("the property 'status' is missing"));
            return new EnrollmentStatus(status.Code, status.Words, root.Text("certificateSerialNumber"));
        });
    }

    /// <summary>Fetches certificates, without keys.</summary>
    /// <param name="serialNumbers">At most ten.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    /// <returns>The certificates; the caller disposes them.</returns>
    public async Task<IReadOnlyList<X509Certificate2>> RetrieveAsync(IReadOnlyList<string> serialNumbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(serialNumbers);
        if (serialNumbers.Count is 0 or > 10) throw new ArgumentException($"KSeF gives one to ten certificates at once, not {serialNumbers.Count}.", nameof(serialNumbers));
        var body = JsonBody.Write(json =>
        {
            json.WriteStartArray("certificateSerialNumbers");
            foreach (var serial in serialNumbers) json.WriteStringValue(serial);
            json.WriteEndArray();
        });
        var call = ApiCall.Post("certificates/retrieve", EndpointGroup.Other, "POST certificates/retrieve", body) with { MayRepeat = true };
        return (await _api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(root =>
            root.Items("certificates").Select(c => X509CertificateLoader.LoadCertificate(Convert.FromBase64String(c.RequiredText("certificate")))).ToList());
    }

    /// <summary>Lists certificates. Ask from time to time whether the one in use is still active: it can be revoked elsewhere, and printed codes fail from then on.</summary>
    /// <param name="kind">Only of this kind; null for both.</param>
    /// <param name="activeOnly">Only those that are active.</param>
    /// <param name="cancellationToken">Stops listing.</param>
    public async Task<IReadOnlyList<KsefCertificateInfo>> ListAsync(KsefCertificateKind? kind, bool activeOnly, CancellationToken cancellationToken)
    {
        var found = new List<KsefCertificateInfo>();
        for (var page = 0; ; page++)
        {
            var body = JsonBody.Write(json =>
            {
                if (kind is { } k) json.WriteString("type", k.ToString());
                if (activeOnly) json.WriteString("status", "Active");
            });
            var call = ApiCall.Post($"certificates/query?pageSize=50&pageOffset={page}", EndpointGroup.Other, "POST certificates/query", body) with { MayRepeat = true };
            var (items, more) = (await _api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(root => (root.Items("certificates").Select(Read).ToList(), root.Flag("hasMore") ?? false));
            found.AddRange(items);
            if (!more || items.Count == 0) return found;
        }
    }

    /// <summary>Revokes a certificate. For an offline certificate do it only when its key is compromised: every code printed with it fails from then on.</summary>
    /// <param name="serialNumber">16 hexadecimal digits in upper case.</param>
    /// <param name="reason">Why, for the evidence.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task RevokeAsync(string serialNumber, CertificateRevocationReason reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(serialNumber);
        var body = JsonBody.Write(json => json.WriteString("revocationReason", reason.ToString()));
        await _api.SendAsync(ApiCall.Post($"certificates/{Uri.EscapeDataString(serialNumber)}/revoke", EndpointGroup.Other, "POST certificates/{serial}/revoke", body), cancellationToken).ConfigureAwait(false);
    }

    private static KsefCertificateInfo Read(JsonElement item) => new(
        item.RequiredText("certificateSerialNumber"), item.Text("name") ?? "", Enum.TryParse<KsefCertificateKind>(item.Text("type"), out var kind) ? kind : null, item.Text("status") ?? "",
        item.Text("commonName") ?? "", item.Moment("validFrom"), item.Moment("validTo"));

    [GeneratedRegex(@"^[a-zA-Z0-9_\- ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]{5,100}\z")]
    private static partial Regex Name();
}
