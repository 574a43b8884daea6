namespace Ksef.Offline.Emulator.Limits;

/// <summary>Greatest size of an invoice, of one with an attachment (megabytes), and count per session.</summary>
internal sealed record SessionQuota(int InvoiceMegabytes, int AttachmentMegabytes, int Invoices);
