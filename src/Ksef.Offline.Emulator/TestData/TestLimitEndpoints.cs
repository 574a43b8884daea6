using Ksef.Offline.Emulator.Certificates;
using Ksef.Offline.Emulator.Limits;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.TestData;

/// <summary>The test environment's own endpoints for limits and for the end of a certificate.</summary>
internal static class TestLimitEndpoints
{
    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Post("/testdata/limits/context/session", Access.AccessToken, "other", call => SetSession(state, call)).Body(),
        Route.Delete("/testdata/limits/context/session", Access.AccessToken, "other", call => Set(state, $"quota:{LimitEndpoints.ContextOf(call)}", null)),
        Route.Post("/testdata/limits/subject/certificate", Access.AccessToken, "other", call => SetCertificates(state, call)).Body(),
        Route.Delete("/testdata/limits/subject/certificate", Access.AccessToken, "other", call => Set(state, $"certificates:{call.Login.SubjectType}:{call.Login.SubjectValue}", null)),
        Route.Post("/testdata/rate-limits", Access.AccessToken, "other", call => SetRates(state, call)).Body(),
        Route.Delete("/testdata/rate-limits", Access.AccessToken, "other", call => Set(state, $"rates:{LimitEndpoints.ContextOf(call)}", null)),
        Route.Post("/testdata/rate-limits/production", Access.AccessToken, "other", call => Set(state, $"rates:{LimitEndpoints.ContextOf(call)}", RateLimits.Write(RateLimits.Published))),
        new Route("PUT", "/testdata/certificates/{serialNumber}", Access.AccessToken, "other", call => SetEnd(state, call)) { HasBody = true },
    ];

    private static Answer Set(EmulatorState state, string name, string? value)
    {
        lock (state.Gate) state.Store.Set(name, value);
        return Answer.Empty(200);
    }

    private static Answer SetSession(EmulatorState state, Call call)
    {
        var online = Read(call.Input.Child("onlineSession"));
        var batch = Read(call.Input.Child("batchSession"));
        call.Input.Finish();
        return Set(state, $"quota:{LimitEndpoints.ContextOf(call)}", Quotas.Write(online, batch));
    }

    private static SessionQuota Read(Input? input) => new(
        (int)(input?.Whole("maxInvoiceSizeInMB", true, 0, 5) ?? 0),
        (int)(input?.Whole("maxInvoiceWithAttachmentSizeInMB", true, 0, 10) ?? 0),
        (int)(input?.Whole("maxInvoices", true, 0, 100_000) ?? 0));

    private static Answer SetCertificates(EmulatorState state, Call call)
    {
        call.Input.OneOf("subjectIdentifierType", false, "Nip", "Pesel", "Fingerprint");
        var (enrollments, certificates) = state.CertificateQuotas.Of(call.Login.SubjectType, call.Login.SubjectValue);
        if (call.Input.Child("enrollment", required: false)?.Whole("maxEnrollments", false, 0, int.MaxValue) is { } e) enrollments = (int)e;
        if (call.Input.Child("certificate", required: false)?.Whole("maxCertificates", false, 0, int.MaxValue) is { } c) certificates = (int)c;
        call.Input.Finish();
        return Set(state, $"certificates:{call.Login.SubjectType}:{call.Login.SubjectValue}", $"{enrollments},{certificates}");
    }

    private static Answer SetRates(EmulatorState state, Call call)
    {
        var limits = call.Input.Child("rateLimits");
        var windows = new List<KeyValuePair<string, RateWindow>>();
        foreach (var (group, published) in RateLimits.Published)
        {
            var window = limits?.Child(group, required: group != "collectiveIdentifier");
            windows.Add(new(group, window is null ? published : new RateWindow(
                (int)(window.Whole("perSecond", true, 1, int.MaxValue) ?? 1), (int)(window.Whole("perMinute", true, 1, int.MaxValue) ?? 1), (int)(window.Whole("perHour", true, 1, int.MaxValue) ?? 1))));
        }
        call.Input.Finish();
        return Set(state, $"rates:{LimitEndpoints.ContextOf(call)}", RateLimits.Write(windows));
    }

    private static Answer SetEnd(EmulatorState state, Call call)
    {
        var serial = CertificateEndpoints.Serial(call, "serialNumber");
        var end = call.Input.Instant("validTo", required: true);
        call.Input.Finish();
        lock (state.Gate)
        {
            var own = CertificateEndpoints.Own(state, call, serial);
            own.ValidTo = end!.Value;
            state.Store.Save(own);
        }
        return Answer.Empty(200);
    }
}
