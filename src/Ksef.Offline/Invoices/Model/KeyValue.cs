namespace Ksef.Offline.Invoices.Model;

/// <summary>A piece of describing data in an attachment.</summary>
/// <remarks>FA(3): <c>MetaDane</c> (<c>ZKlucz</c>, <c>ZWartosc</c>) and <c>TMetaDane</c> (<c>TKlucz</c>, <c>TWartosc</c>). Immutable, thread-safe.</remarks>
/// <param name="Key">The key, 1 to 256 characters.</param>
/// <param name="Value">The value, 1 to 256 characters.</param>
public sealed record KeyValue(string Key, string Value);
