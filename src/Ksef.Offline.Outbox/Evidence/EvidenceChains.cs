using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>How chains of evidence are named, sealed and checked. Pure.</summary>
public static class EvidenceChains
{
    /// <summary>The chain of the daily heads over all other chains.</summary>
    public const string Daily = "daily";

    /// <summary>The chain of all announcements.</summary>
    public const string Announcements = "announcements";

    /// <summary>The chain of an invoice.</summary>
    /// <param name="key">The key of the invoice.</param>
    public static string Of(InvoiceKey key) => "invoice:" + key;

    /// <summary>The chain of a queue's schedule of sending: windows and freezes.</summary>
    /// <param name="taxpayer">The name of the queue.</param>
    public static string OfSchedule(string taxpayer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(taxpayer);
        return "schedule:" + taxpayer;
    }

    /// <summary>The chain of an incident (a failure, an unavailability, an own outage).</summary>
    /// <param name="incident">The name of the incident, for example the event id of its announcement.</param>
    public static string OfIncident(string incident)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(incident);
        return "incident:" + incident;
    }

    /// <summary>Gives a draft its place after <paramref name="head"/>.</summary>
    /// <param name="head">The present end of the chain.</param>
    /// <param name="draft">What to append.</param>
    public static EvidenceRecord Seal(EvidenceHead head, EvidenceDraft draft)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(draft);
        var payloadHash = draft.Payload is { } payload ? InvoiceHash.Of(payload.Span) : (InvoiceHash?)null;
        var record = new EvidenceRecord(
            head.Chain, head.Sequence + 1, draft.At, draft.Actor, draft.Kind, draft.Text, draft.PayloadName, payloadHash, draft.Payload, head.Hash, default);
        return record with { Hash = HashOf(record) };
    }

    /// <summary>The hash that a record must have: SHA-256 over all members in a fixed binary form, each text with its length.</summary>
    /// <param name="record">The record.</param>
    public static InvoiceHash HashOf(EvidenceRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(buffer, "ksef-offline-evidence-1");
        Write(buffer, record.Chain);
        Write(buffer, record.Sequence);
        Write(buffer, record.At.ToUnixTimeTicks());
        Write(buffer, (record.At - Instant.FromUnixTimeTicks(record.At.ToUnixTimeTicks())).SubsecondNanoseconds);
        Write(buffer, record.Actor);
        Write(buffer, (long)record.Kind);
        Write(buffer, record.Text);
        Write(buffer, record.PayloadName);
        Write(buffer, record.PayloadHash ?? default);
        Write(buffer, record.Previous);
        return InvoiceHash.Of(buffer.WrittenSpan);
    }

    /// <summary>The hash over the heads of many chains, in the order given.</summary>
    /// <param name="heads">The heads, ordered ordinally by the name of their chain.</param>
    public static InvoiceHash HeadOver(IEnumerable<EvidenceHead> heads)
    {
        ArgumentNullException.ThrowIfNull(heads);
        var buffer = new ArrayBufferWriter<byte>(256);
        foreach (var head in heads)
        {
            Write(buffer, head.Chain);
            Write(buffer, head.Sequence);
            Write(buffer, head.Hash);
        }
        return InvoiceHash.Of(buffer.WrittenSpan);
    }

    /// <summary>The first record at which a chain breaks, or null where all hold: sequence from 1 without gaps, previous hash, own hash, payload where it was not erased.</summary>
    /// <param name="records">The records of one chain, in order.</param>
    public static EvidenceRecord? FirstBroken(IEnumerable<EvidenceRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        EvidenceRecord? last = null;
        foreach (var record in records)
        {
            var follows = record.Sequence == (last?.Sequence ?? 0) + 1 && record.Previous == (last?.Hash ?? default)
                && (last is null || string.Equals(last.Chain, record.Chain, StringComparison.Ordinal));
            var payloadHolds = record.Payload is not { } payload || record.PayloadHash == InvoiceHash.Of(payload.Span);
            if (!follows || !payloadHolds || record.Hash != HashOf(record)) return record;
            last = record;
        }
        return null;
    }

    private static void Write(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> buffer, InvoiceHash hash)
    {
        hash.CopyTo(buffer.GetSpan(InvoiceHash.Size));
        buffer.Advance(InvoiceHash.Size);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, string? text)
    {
        Write(buffer, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        if (text is not null) Encoding.UTF8.GetBytes(text, buffer);
    }
}
