using System.Globalization;
using Ksef.Offline.Verification;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace Ksef.Offline.Hosting.Health;

/// <summary>Degraded without an Offline certificate or when it ends soon, unhealthy when it is not valid.</summary>
internal sealed class CertificateCheck(ILinkSigner? signer, Duration warning, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (signer is null) return HealthCheckResult.Degraded("No Offline certificate: invoices are issued without KOD II.");
        var now = time.GetUtcNow().ToInstant();
        var data = new Dictionary<string, object> { ["serial"] = signer.Certificate.Serial.ToString(), ["notAfter"] = InstantPattern.General.Format(signer.Certificate.NotAfter) };
        if (signer.Certificate.CheckValidity(now) is { } outside) return HealthCheckResult.Unhealthy(outside.Message, data: data);
        var text = string.Create(CultureInfo.InvariantCulture, $"The Offline certificate ends {data["notAfter"]}.");
        return signer.Certificate.NotAfter - now <= warning ? HealthCheckResult.Degraded(text, data: data) : HealthCheckResult.Healthy(text, data);
    }
}
