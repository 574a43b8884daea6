using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>What differs between the rows of two invoices, ready to be written.</summary>
internal sealed record RawInvoice(string Key, string Number, byte[] Hash, byte[] Bytes, string Chain)
{
    public static RawInvoice Of(PreparedInvoice prepared) => new(
        prepared.Entry.Key.ToString(), prepared.Entry.Key.Number, prepared.Entry.Hash.ToByteArray(), prepared.Entry.Bytes.ToArray(), "invoice:" + prepared.Entry.Key);
}
