using System.Text.Json;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Limits;

/// <summary><c>/limits</c>, <c>/rate-limits</c>.</summary>
internal static class LimitEndpoints
{
    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Get("/limits/context", Access.AccessToken, "other", call => Context(state, call)),
        Route.Get("/limits/subject", Access.AccessToken, "other", call => Subject(state, call)),
        Route.Get("/rate-limits", Access.AccessToken, "other", call => Rates(state, call)),
    ];

    /// <summary>The name that windows of a context are kept under.</summary>
    public static string ContextOf(Call call) => $"{call.Login.ContextType}:{call.Login.ContextValue}";

    private static Answer Context(EmulatorState state, Call call)
    {
        var (online, batch) = state.Quotas.Of(call.Login.ContextType, call.Login.ContextValue);
        return Answer.Object(200, json =>
        {
            Write(json, "onlineSession", online);
            Write(json, "batchSession", batch);
        });
    }

    private static void Write(Utf8JsonWriter json, string name, SessionQuota quota)
    {
        json.WriteStartObject(name);
        json.WriteNumber("maxInvoiceSizeInMB", quota.InvoiceMegabytes);
        json.WriteNumber("maxInvoiceWithAttachmentSizeInMB", quota.AttachmentMegabytes);
        json.WriteNumber("maxInvoices", quota.Invoices);
        json.WriteEndObject();
    }

    private static Answer Subject(EmulatorState state, Call call)
    {
        var (enrollments, certificates) = state.CertificateQuotas.Of(call.Login.SubjectType, call.Login.SubjectValue);
        return Answer.Object(200, json =>
        {
            json.WriteStartObject("enrollment");
            json.WriteNumber("maxEnrollments", enrollments);
            json.WriteEndObject();
            json.WriteStartObject("certificate");
            json.WriteNumber("maxCertificates", certificates);
            json.WriteEndObject();
        });
    }

    private static Answer Rates(EmulatorState state, Call call) => Answer.Object(200, json =>
    {
        foreach (var (group, _) in RateLimits.Published)
        {
            var window = state.Rates.Of(ContextOf(call), group);
            json.WriteStartObject(group);
            json.WriteNumber("perSecond", window.PerSecond);
            json.WriteNumber("perMinute", window.PerMinute);
            json.WriteNumber("perHour", window.PerHour);
            json.WriteEndObject();
        }
    });
}
