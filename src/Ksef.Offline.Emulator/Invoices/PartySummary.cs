namespace Ksef.Offline.Emulator.Invoices;

/// <summary>A third or an authorised party of an invoice: kind and text of its identifier, name, role.</summary>
internal sealed record PartySummary(string IdType, string? Id, string? Name, int Role);
