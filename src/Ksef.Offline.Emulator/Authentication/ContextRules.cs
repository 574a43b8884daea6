using System.Text.RegularExpressions;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Authentication;

/// <summary>Forms of context identifiers and of the address lists that a login may be bound to.</summary>
internal static partial class ContextRules
{
    public static readonly string[] Types = ["Nip", "InternalId", "NipVatUe", "PeppolId"];

    public static bool IsValid(string type, string value) => type switch
    {
        "Nip" => NipForm().IsMatch(value),
        "InternalId" => InternalIdForm().IsMatch(value),
        "NipVatUe" => NipVatUeForm().IsMatch(value),
        "PeppolId" => PeppolForm().IsMatch(value),
        _ => false,
    };

    public static bool IsNip(string? value) => value is not null && NipForm().IsMatch(value);

    public static bool IsPesel(string? value) => value is not null && PeselForm().IsMatch(value);

    public static IReadOnlyList<string> ReadAllowedIps(Input? input) => input is null
        ? []
        : [.. input.Texts("ip4Addresses", false, 0, 10, Ip4Form()), .. input.Texts("ip4Ranges", false, 0, 10, RangeForm()), .. input.Texts("ip4Masks", false, 0, 10, MaskForm())];

    [GeneratedRegex(@"^[1-9](([0-9][1-9])|([1-9][0-9]))[0-9]{7}\z")]
    public static partial Regex NipForm();

    [GeneratedRegex(@"^[1-9](([0-9][1-9])|([1-9][0-9]))[0-9]{7}-[0-9]{5}\z")]
    private static partial Regex InternalIdForm();

    [GeneratedRegex(@"^[1-9](([0-9][1-9])|([1-9][0-9]))[0-9]{7}-[A-Z]{2}[0-9A-Z+*]{2,12}\z")]
    private static partial Regex NipVatUeForm();

    [GeneratedRegex(@"^P[A-Z]{2}[0-9]{6}\z")]
    private static partial Regex PeppolForm();

    [GeneratedRegex(@"^[0-9]{2}(?:0[1-9]|1[0-2]|2[1-9]|3[0-2]|4[1-9]|5[0-2]|6[1-9]|7[0-2]|8[1-9]|9[0-2])[0-9]{7}\z")]
    private static partial Regex PeselForm();

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\.(?!$)|\z)){4}\z")]
    public static partial Regex Ip4Form();

    [GeneratedRegex(@"^[0-9.]{7,15}-[0-9.]{7,15}\z")]
    public static partial Regex RangeForm();

    [GeneratedRegex(@"^[0-9.]{7,15}/(?:[0-9]|[12][0-9]|3[0-2])\z")]
    public static partial Regex MaskForm();
}
