namespace Ksef.Offline.Emulator.Sessions;

/// <summary>One invoice on its way to the verdict.</summary>
internal sealed record Submission(Session Session, int Ordinal, InvoiceHash Hash, DateTimeOffset InvoicingDate, DateTimeOffset ReceivedAt)
{
    public string? FileName { get; init; }

    public InvoiceHash? HashOfCorrected { get; init; }
}
