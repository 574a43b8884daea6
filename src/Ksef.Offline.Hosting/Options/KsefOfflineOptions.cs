using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Hosting.Options;

/// <summary>The settings of one taxpayer: who, which KSeF, how eagerly to send, when to warn. Validated at start, field by field and against each other.</summary>
/// <remarks>Numbers, texts and times bind to configuration; environment, context and policies are set in code. No secret is among them: credentials and certificates are given to the builder.</remarks>
public sealed class KsefOfflineOptions
{
    /// <summary>The taxpayer's NIP, ten digits. Required.</summary>
    public string Nip { get; set; } = "";

    /// <summary>Which KSeF. Default: <see cref="KsefEnvironment.Test"/>, so that nothing has legal effect by accident.</summary>
    public KsefEnvironment Environment { get; set; } = KsefEnvironment.Test;

    /// <summary>The context of login, which KOD II names too: the NIP itself, a unit of it (<c>InternalId</c>), its EU counterpart (<c>NipVatUe</c>) or a Peppol provider. Default null: the NIP.</summary>
    public VerificationContext? Context { get; set; }

    /// <summary>The readings of the open legal questions. Default: <see cref="DeadlinePolicies.Default"/>.</summary>
    public DeadlinePolicies Deadlines { get; set; } = DeadlinePolicies.Default;

    /// <summary>How files are judged before they are issued: limits raised for the taxpayer, custom severities. The environment is always that of <see cref="Environment"/>. Default: <see cref="InvoiceValidatorOptions.Default"/>.</summary>
    public InvoiceValidatorOptions Validation { get; set; } = InvoiceValidatorOptions.Default;

    /// <summary>The name of the issuing system in the file (FA(3): <c>SystemInfo</c>), 1 to 256 characters. Default null: left out.</summary>
    public string? SystemName { get; set; }

    /// <summary>The series of the own references, first part of <c>OFF/2026/11/SKLEP1/000123</c>; 1 to 50 characters without <c>/</c>. Default <c>OFF</c>.</summary>
    public string Series { get; set; } = "OFF";

    /// <summary>The mark of the user, shop or department in own references, up to 50 characters without <c>/</c>; empty for none. Default empty.</summary>
    public string Mark { get; set; } = "";

    /// <summary>How many workers send at once. From 1 to 32; default 1.</summary>
    public int Workers { get; set; } = 1;

    /// <summary>How often the queue is looked at when nothing is due. Default 5 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a worker owns an entry before another may take it. Default 5 minutes.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest that one attempt may take. Default 2 minutes.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The greatest difference between the clocks of two machines that share the outbox. Default 1 minute.</summary>
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the beacon (<i>Latarnia</i>) is asked. From 1 to 60 minutes, for an emulator from 0.1 s; default 3 minutes.</summary>
    public TimeSpan LatarniaInterval { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How long before the end of the last day (by the stricter date) an invoice counts as at risk. Default null: that of <see cref="Deadlines"/> (36 hours).</summary>
    public TimeSpan? RiskLead { get; set; }

    /// <summary>How long before its end the Offline certificate is warned about. Default 30 days.</summary>
    public TimeSpan CertificateWarning { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The hour of the day, Europe/Warsaw, at which the daily report is made; null for none. Default 7.</summary>
    public int? DailyReportHour { get; set; } = 7;

    /// <summary>The sender of the daily report: one address, with or without a name. Default <c>ksef-offline@localhost</c>.</summary>
    public string ReportFrom { get; set; } = new AlertRules().ReportFrom;

    /// <summary>The receivers of the daily report, with commas between them. The default names nobody, for a notifier that knows whom to send it to.</summary>
    public string ReportTo { get; set; } = new AlertRules().ReportTo;

    /// <summary>The day of the following month on which JPK_V7 is filed, from 1 to 28: a number that comes later is an alert where the JPK must be corrected. Null: not watched. Default 25.</summary>
    public int? JpkFilingDay { get; set; } = 25;

    /// <summary>The readings with the lead of these options.</summary>
    internal DeadlinePolicies Policies => RiskLead is { } lead ? Deadlines with { RiskLead = Duration.FromTimeSpan(lead) } : Deadlines;
}
