using System.Text.Json;

namespace Ksef.Offline.Http.Transport;

/// <summary>A status with its words. API: <c>StatusInfo</c>, <c>InvoiceStatusInfo</c>.</summary>
internal sealed record StatusInfo(int Code, string Description, IReadOnlyList<string> Details)
{
    /// <summary>API: <c>extensions</c> of an invoice's status; empty elsewhere.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = new Dictionary<string, string>();

    public static StatusInfo Read(JsonElement element) => new(
        element.Number("code") ?? throw new FormatException("the property 'code' of a status is missing"), element.Text("description") ?? "", element.Texts("details"))
    {
        Extensions = element.Object("extensions") is { ValueKind: JsonValueKind.Object } extensions
            ? extensions.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>(),
    };

    /// <summary>The words without the code.</summary>
    public string Words => string.Join("; ", new[] { Description }.Concat(Details).Where(t => !string.IsNullOrWhiteSpace(t)));

    public override string ToString() => $"{Code} {Words}";
}
