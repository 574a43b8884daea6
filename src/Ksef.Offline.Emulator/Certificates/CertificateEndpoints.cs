using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Certificates;

/// <summary>KSeF certificates: limits, data for the request, request, status, retrieval, query, revocation.</summary>
internal static partial class CertificateEndpoints
{
    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Get("/certificates/limits", Access.AccessToken, "other", call => Limits(state, call)),
        Route.Get("/certificates/enrollments/data", Access.AccessToken, "other", Data),
        Route.Post("/certificates/enrollments", Access.AccessToken, "other", call => Enroll(state, call)).Body(),
        Route.Get("/certificates/enrollments/{referenceNumber}", Access.AccessToken, "other", call => Status(state, call)),
        Route.Post("/certificates/retrieve", Access.AccessToken, "other", call => Retrieve(state, call)).Body(),
        Route.Post("/certificates/{certificateSerialNumber}/revoke", Access.AccessToken, "other", call => Revoke(state, call)) with { BodyIsOptional = true },
        Route.Post("/certificates/query", Access.AccessToken, "other", call => Query(state, call)) with { BodyIsOptional = true },
    ];

    /// <summary>The caller's own certificate of a serial number, else 25008. The caller holds the gate.</summary>
    public static IssuedCertificate Own(EmulatorState state, Call call, string serial) =>
        state.Store.Certificates.TryGetValue(serial, out var own) && IsOwn(own, call.Login) ? own : throw new ApiError(25008, $"Numer seryjny {serial}.");

    public static string Serial(Call call, string name)
    {
        var serial = call.Path(name);
        return SerialForm().IsMatch(serial) ? serial : throw new ApiError(21405, $"Parametr {name} musi mieć 16 cyfr szesnastkowych.");
    }

    private static bool IsOwn(IssuedCertificate certificate, Login login) => certificate.SubjectType == login.SubjectType && certificate.SubjectValue == login.SubjectValue;

    private static int Requests(EmulatorState state, Login login) => state.Store.Enrollments.Values.Count(e => e.SubjectType == login.SubjectType && e.SubjectValue == login.SubjectValue);

    private static int Active(EmulatorState state, Call call) => state.Store.Certificates.Values.Count(c => IsOwn(c, call.Login) && c.StatusAt(call.Now) == "Active");

    private static Answer Limits(EmulatorState state, Call call)
    {
        var (enrollments, certificates) = state.CertificateQuotas.Of(call.Login.SubjectType, call.Login.SubjectValue);
        int requested, active;
        lock (state.Gate) (requested, active) = (Requests(state, call.Login), Active(state, call));
        return Answer.Object(200, json =>
        {
            json.WriteBoolean("canRequest", requested < enrollments && active < certificates && call.Login.Certificate is not null);
            json.WriteStartObject("enrollment");
            json.WriteNumber("remaining", Math.Max(0, enrollments - requested));
            json.WriteNumber("limit", enrollments);
            json.WriteEndObject();
            json.WriteStartObject("certificate");
            json.WriteNumber("remaining", Math.Max(0, certificates - active));
            json.WriteNumber("limit", certificates);
            json.WriteEndObject();
        });
    }

    private static Answer Data(Call call)
    {
        var data = EnrollmentData.Of(call.Login, 25001);
        return Answer.Object(200, json =>
        {
            foreach (var (_, name, value) in data.Attributes) json.WriteString(name, value);
        });
    }

    private static Answer Enroll(EmulatorState state, Call call)
    {
        var input = call.Input;
        var name = input.Text("certificateName", least: 5, greatest: 100, pattern: NameForm());
        var type = input.OneOf("certificateType", true, "Authentication", "Offline");
        var der = input.Bytes("csr");
        var validFrom = input.Instant("validFrom");
        input.Finish();
        var data = EnrollmentData.Of(call.Login, 25002);
        var csr = CsrJudge.Judge(der!, data);
        var keyHash = Convert.ToBase64String(SHA256.HashData(csr.PublicKey.ExportSubjectPublicKeyInfo()));
        var (enrollments, certificates) = state.CertificateQuotas.Of(call.Login.SubjectType, call.Login.SubjectValue);
        lock (state.Gate)
        {
            if (Requests(state, call.Login) >= enrollments) throw new ApiError(25006, $"Limit: {enrollments}.");
            if (Active(state, call) >= certificates) throw new ApiError(25007, $"Limit: {certificates}.");
            var reference = state.References.Next("CE", call.Now);
            var foreign = state.Store.Enrollments.Values.Any(e => e.KeyHash == keyHash && e.Serial is not null && (e.SubjectType != call.Login.SubjectType || e.SubjectValue != call.Login.SubjectValue));
            var from = validFrom is { } wanted && wanted > call.Now ? wanted : call.Now;
            var issued = foreign ? null : state.Authority.Issue(csr, type == "Offline", name!, data.CommonName, call.Login.SubjectType, call.Login.SubjectValue, reference, from, call.Now);
            var enrollment = new Enrollment
            {
                Reference = reference,
                SubjectType = call.Login.SubjectType,
                SubjectValue = call.Login.SubjectValue,
                Requested = call.Now,
                Status = foreign ? 400 : 200,
                Detail = foreign ? "Ten klucz publiczny ma już certyfikat innego podmiotu." : null,
                Serial = issued?.Serial,
                KeyHash = keyHash,
            };
            if (issued is null) state.Store.Save(enrollment);
            else state.Store.Save(enrollment, issued);
            return Answer.Object(202, json =>
            {
                json.WriteString("referenceNumber", reference);
                json.Instant("timestamp", call.Now);
            });
        }
    }

    private static Answer Status(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        lock (state.Gate)
        {
            if (!state.Store.Enrollments.TryGetValue(reference, out var enrollment) || enrollment.SubjectType != call.Login.SubjectType || enrollment.SubjectValue != call.Login.SubjectValue)
                throw new ApiError(25005, reference);
            if (call.Now - enrollment.Requested > TimeSpan.FromDays(30)) throw ApiError.Gone("Status tej operacji nie jest już dostępny.");
            return Answer.Object(200, json =>
            {
                json.Instant("requestDate", enrollment.Requested);
                json.Status(enrollment.Status, enrollment.Status == 200 ? "Wniosek obsłużony, certyfikat wydany" : "Wniosek odrzucony", enrollment.Detail is null ? null : [enrollment.Detail]);
                json.Optional("certificateSerialNumber", enrollment.Serial);
            });
        }
    }

    private static Answer Retrieve(EmulatorState state, Call call)
    {
        var serials = call.Input.Texts("certificateSerialNumbers", true, 1, 10, SerialForm());
        call.Input.Finish();
        lock (state.Gate)
        {
            var found = serials.Select(s => state.Store.Certificates.GetValueOrDefault(s)).OfType<IssuedCertificate>().Where(c => IsOwn(c, call.Login)).ToArray();
            return Answer.Object(200, json =>
            {
                json.WriteStartArray("certificates");
                foreach (var certificate in found)
                {
                    json.WriteStartObject();
                    json.WriteBase64String("certificate", certificate.Der);
                    json.WriteString("certificateName", certificate.Name);
                    json.WriteString("certificateSerialNumber", certificate.Serial);
                    json.WriteString("certificateType", certificate.Offline ? "Offline" : "Authentication");
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
        }
    }

    private static Answer Revoke(EmulatorState state, Call call)
    {
        var serial = Serial(call, "certificateSerialNumber");
        if (call.Login.ByToken) throw ApiError.Forbidden("auth-method-not-allowed", "Uwierzytelnienie tokenem nie wystarcza.", ("authenticationMethodCategory", ["Token"]));
        if (!call.Body.IsEmpty)
        {
            call.Input.OneOf("revocationReason", false, "Unspecified", "Superseded", "KeyCompromise");
            call.Input.Finish();
        }
        lock (state.Gate)
        {
            var own = Own(state, call, serial);
            if (own.StatusAt(call.Now) != "Active") throw new ApiError(25009, $"Status: {own.StatusAt(call.Now)}.");
            own.Revoked = true;
            state.Store.Save(own);
        }
        return Answer.Empty(204);
    }

    private static Answer Query(EmulatorState state, Call call)
    {
        var size = call.PageSize(50);
        var page = call.Whole("pageOffset", 0, 0, int.MaxValue);
        string? serial = null, name = null, type = null, status = null;
        DateTimeOffset? expiresAfter = null;
        if (!call.Body.IsEmpty)
        {
            serial = call.Input.Text("certificateSerialNumber", required: false, pattern: SerialForm());
            name = call.Input.Text("name", required: false);
            type = call.Input.OneOf("type", false, "Authentication", "Offline");
            status = call.Input.OneOf("status", false, "Active", "Blocked", "Revoked", "Expired");
            expiresAfter = call.Input.Instant("expiresAfter");
            call.Input.Finish();
        }
        IssuedCertificate[] found;
        lock (state.Gate)
            found = [.. state.Store.Certificates.Values
                .Where(c => IsOwn(c, call.Login) && (serial is null || c.Serial == serial) && (name is null || c.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
                .Where(c => (type is null || type == "Offline" == c.Offline) && (status is null || c.StatusAt(call.Now) == status) && (expiresAfter is null || c.ValidTo > expiresAfter))
                .OrderByDescending(c => c.Requested).ThenByDescending(c => c.Serial, StringComparer.Ordinal)];
        var items = found.Skip((int)Math.Min((long)page * size, int.MaxValue)).Take(size).ToArray();
        return Answer.Object(200, json =>
        {
            json.WriteStartArray("certificates");
            foreach (var certificate in items)
            {
                json.WriteStartObject();
                json.WriteString("certificateSerialNumber", certificate.Serial);
                json.WriteString("name", certificate.Name);
                json.WriteString("type", certificate.Offline ? "Offline" : "Authentication");
                json.WriteString("commonName", certificate.CommonName);
                json.WriteString("status", certificate.StatusAt(call.Now));
                json.Identifier("subjectIdentifier", certificate.SubjectType, certificate.SubjectValue);
                json.Instant("validFrom", certificate.ValidFrom);
                json.Instant("validTo", certificate.ValidTo);
                json.Instant("lastUseDate", certificate.LastUse);
                json.Instant("requestDate", certificate.Requested);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteBoolean("hasMore", ((long)page * size) + items.Length < found.Length);
        });
    }

    [GeneratedRegex(@"^[0-9A-F]{16}\z")]
    private static partial Regex SerialForm();

    [GeneratedRegex(@"^[a-zA-Z0-9_\- ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]+\z")]
    private static partial Regex NameForm();
}
