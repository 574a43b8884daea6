using System.Globalization;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Verification;
using Microsoft.Extensions.Options;

namespace Ksef.Offline.Hosting.Options;

/// <summary>Judges options one by one and against each other; every message names the option, its value and the rule.</summary>
internal sealed class KsefOfflineOptionsValidator(string name) : IValidateOptions<KsefOfflineOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, KsefOfflineOptions options)
    {
        if (optionsName != name) return ValidateOptionsResult.Skip;
        var builder = new ValidateOptionsResultBuilder();
        Fields(options, builder);
        Relations(options, builder);
        return builder.Build();
    }

    private void Fields(KsefOfflineOptions o, ValidateOptionsResultBuilder b)
    {
        if (!Nip.TryParse(o.Nip, out var nip)) Add(b, nameof(o.Nip), $"'{o.Nip}' is not a NIP; it takes ten ASCII digits");
        else if (o.Environment?.IsProduction == true && !nip.HasValidChecksum) Add(b, nameof(o.Nip), $"'{o.Nip}' has a wrong check digit, which production refuses");
        if (o.Environment is null) Add(b, nameof(o.Environment), "is missing");
        if (o.Deadlines is null) Add(b, nameof(o.Deadlines), "is missing");
        if (o.Validation is null) Add(b, nameof(o.Validation), "is missing");
        if (o.SystemName is { } system && (string.IsNullOrWhiteSpace(system) || system.Length > 256)) Add(b, nameof(o.SystemName), $"'{system}' must have 1 to 256 characters");
        if (string.IsNullOrWhiteSpace(o.Series) || o.Series.Contains('/', StringComparison.Ordinal)) Add(b, nameof(o.Series), $"'{o.Series}' must be a word without '/'");
        else if (!IsShort(o.Series)) Add(b, nameof(o.Series), $"'{o.Series}' must have 1 to 50 characters, no control characters");
        if (o.Mark?.Contains('/', StringComparison.Ordinal) == true) Add(b, nameof(o.Mark), $"'{o.Mark}' must not hold '/'");
        else if (!string.IsNullOrEmpty(o.Mark) && !IsShort(o.Mark)) Add(b, nameof(o.Mark), $"'{o.Mark}' must have 1 to 50 characters, not all of them blank, no control characters");
        Range(b, nameof(o.Workers), o.Workers, 1, 32);
        Range(b, nameof(o.PollInterval), o.PollInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(5));
        Range(b, nameof(o.LeaseDuration), o.LeaseDuration, TimeSpan.FromSeconds(1), TimeSpan.FromHours(12));
        Range(b, nameof(o.AttemptTimeout), o.AttemptTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(6));
        Range(b, nameof(o.MaxClockSkew), o.MaxClockSkew, TimeSpan.Zero, TimeSpan.FromHours(1));
        // The Ministry asks programs not to hurry; an emulator does not mind.
        Range(b, nameof(o.LatarniaInterval), o.LatarniaInterval, IsMinistrys(o.Environment) ? TimeSpan.FromMinutes(1) : TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(60));
        if (o.RiskLead is { } lead) Range(b, nameof(o.RiskLead), lead, TimeSpan.Zero, TimeSpan.FromDays(7));
        Range(b, nameof(o.CertificateWarning), o.CertificateWarning, TimeSpan.Zero, TimeSpan.FromDays(365));
        if (o.DailyReportHour is { } hour) Range(b, nameof(o.DailyReportHour), hour, 0, 23);
        if (o.JpkFilingDay is { } day) Range(b, nameof(o.JpkFilingDay), day, 1, 28);
        if (EmlAddresses.WhyNotSender(o.ReportFrom) is { } from) Add(b, nameof(o.ReportFrom), from);
        if (EmlAddresses.WhyNotReceivers(o.ReportTo) is { } to) Add(b, nameof(o.ReportTo), to);
    }

    private static bool IsShort(string text) => text.Length <= 50 && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static bool IsMinistrys(KsefEnvironment? environment) => environment?.LatarniaBaseAddress?.Host.EndsWith(".mf.gov.pl", StringComparison.OrdinalIgnoreCase) == true;

    private void Relations(KsefOfflineOptions o, ValidateOptionsResultBuilder b)
    {
        if (o.LeaseDuration <= o.AttemptTimeout + o.MaxClockSkew)
            Add(b, nameof(o.LeaseDuration), $"({Text(o.LeaseDuration)}) must exceed AttemptTimeout ({Text(o.AttemptTimeout)}) and MaxClockSkew ({Text(o.MaxClockSkew)}) together, or two workers may send one invoice");
        if (o.LeaseDuration <= o.MaxClockSkew * 3)
            Add(b, nameof(o.LeaseDuration), $"({Text(o.LeaseDuration)}) must exceed three times MaxClockSkew ({Text(o.MaxClockSkew)}), because a lease is renewed at each third of it");
        if (o.Context is { } context && Nip.TryParse(o.Nip, out var nip))
        {
            if (context.IsEmpty) Add(b, nameof(o.Context), $"'{context}' does not hold a NIP");
            // An internal identifier and an EU number begin with the NIP, too; only Peppol's has none.
            else if (context.Type != VerificationContextType.PeppolId && !context.Value.StartsWith(nip.ToString(), StringComparison.Ordinal))
                Add(b, nameof(o.Context), $"({context}) must be one of Nip ({o.Nip}), or invoices of one taxpayer are sent in the name of another");
        }
        if (o.PollInterval > o.LeaseDuration)
            Add(b, nameof(o.PollInterval), $"({Text(o.PollInterval)}) must not exceed LeaseDuration ({Text(o.LeaseDuration)}), or entries of a dead worker lie idle");
    }

    private void Add(ValidateOptionsResultBuilder b, string option, string text) => b.AddError($"KO7001 taxpayer '{name}': {option} {text}.");

    private void Range<T>(ValidateOptionsResultBuilder b, string option, T value, T least, T greatest)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(greatest) > 0) Add(b, option, string.Create(CultureInfo.InvariantCulture, $"({value}) must lie between {least} and {greatest}"));
    }

    private static string Text(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);
}
