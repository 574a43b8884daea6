using System.Buffers;
using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Writes invoices as FA(3) files: UTF-8 without byte-order mark or processing instructions, always the same bytes for equal invoices.</summary>
/// <remarks>
/// It writes what the model says and judges nothing but what XML cannot hold. New invoices come from the builders, which judge everything; this is for models
/// that were read, and keeps discouraged characters of theirs. Never write an issued invoice again: its bytes are fixed. Thread-safe.
/// </remarks>
public static class InvoiceWriter
{
    /// <summary>Writes into a buffer writer; allocates nothing of its own.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="output">Where the bytes go.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A text holds a character that XML cannot hold (a control character, half a surrogate pair); the message names element and character.</exception>
    public static void Write(Invoice invoice, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        ArgumentNullException.ThrowIfNull(output);
        var sink = new Utf8InvoiceSink(output);
        InvoiceWalk.Invoice(ref sink, invoice);
        sink.Complete();
    }

    /// <summary>Writes into a stream and leaves it open.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="output">Where the bytes go.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A text holds a character that XML cannot hold; the message names element and character. Nothing was written.</exception>
    public static void Write(Invoice invoice, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var buffer = new PooledBuffer();
        Write(invoice, buffer);
        output.Write(buffer.Written);
    }

    /// <summary>The file as an array.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <exception cref="ArgumentNullException"><paramref name="invoice"/> is null.</exception>
    /// <exception cref="ArgumentException">A text holds a character that XML cannot hold; the message names element and character.</exception>
    public static byte[] ToBytes(Invoice invoice)
    {
        using var buffer = new PooledBuffer();
        Write(invoice, buffer);
        return buffer.Written.ToArray();
    }
}
