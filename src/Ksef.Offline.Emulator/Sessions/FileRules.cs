using Ksef.Offline.Emulator.Invoices;
using Ksef.Offline.Invoices.Validation;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>Judges the file of an invoice by the rules of the house and, when a folder is named, by the official schema too. Thread-safe.</summary>
internal sealed class FileRules
{
    private const int Told = 20;
    private readonly InvoiceValidator _validator, _strict;
    private readonly OfficialSchema? _official;

    public FileRules(EmulatorOptions options)
    {
        _strict = Validator(KsefEnvironment.Production);
        _validator = options.ProductionRules ? _strict : Validator(KsefEnvironment.Test);
        _official = options.OfficialSchemaFolder is { } folder ? OfficialSchema.Load(folder) : null;
    }

    /// <summary>Status 430 with what is wrong with the file or its structure, 450 with what is wrong with what it says, or 200.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="strict">Whether check digits of identifiers are judged whatever the profile.</param>
    public (int Code, IReadOnlyList<string> Details) Check(byte[] bytes, bool strict)
    {
        var errors = (strict ? _strict : _validator).Validate(bytes).Findings.Where(f => f.Severity == FindingSeverity.Error).ToArray();
        var structure = errors.Where(f => !IsMeaning(f)).ToArray();
        if (structure.Length > 0) return (430, Texts(structure));
        if (_official?.Check(bytes) is { Count: > 0 } faults) return (430, faults);
        return errors.Length > 0 ? (450, Texts(errors)) : (200, []);
    }

    private static InvoiceValidator Validator(KsefEnvironment environment) => new(new InvoiceValidatorOptions
    {
        Environment = environment,
        MaxSizeWithAttachment = int.MaxValue, // sizes are judged by the quotas of the session
        MaxSizeWithoutAttachment = int.MaxValue,
    });

    /// <summary>Codes from 2000 are rules between fields.</summary>
    private static bool IsMeaning(Finding finding) => finding.Code.StartsWith("KO2", StringComparison.Ordinal);

    private static string[] Texts(Finding[] findings) => [.. findings.Take(Told).Select(f => $"{f.Path}: {f.MessagePl}")];
}
