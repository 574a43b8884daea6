using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Ksef.Offline;

/// <summary>SHA-256 of the exact bytes of an issued invoice: what both codes carry, what KSeF is told and what settles an unknown outcome.</summary>
/// <remarks>
/// Of the unencrypted file, never of a canonical or re-serialised form. Two texts: standard Base64 with padding (API fields <c>invoiceHash</c>,
/// <c>hashOfCorrectedInvoice</c>; UPO <c>SkrotDokumentu</c>) and Base64URL without padding (KOD I and KOD II links).
/// <c>default</c> is 32 zero bytes and stands for "none" (<see cref="IsEmpty"/>). Immutable, thread-safe.
/// </remarks>
public readonly record struct InvoiceHash : IComparable<InvoiceHash>
{
    /// <summary>The length of the hash in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a, _b, _c, _d;

    private InvoiceHash(ReadOnlySpan<byte> bytes)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>True when all 32 bytes are zero.</summary>
    public bool IsEmpty => (_a | _b | _c | _d) == 0;

    /// <summary>Hashes the bytes of an invoice.</summary>
    /// <param name="invoice">The file exactly as issued.</param>
    public static InvoiceHash Of(ReadOnlySpan<byte> invoice)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(invoice, hash);
        return new InvoiceHash(hash);
    }

    /// <summary>Takes a hash computed elsewhere.</summary>
    /// <param name="hash">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The length is not 32.</exception>
    public static InvoiceHash FromBytes(ReadOnlySpan<byte> hash) =>
        hash.Length == Size ? new InvoiceHash(hash) : throw new ArgumentException($"A SHA-256 hash has {Size} bytes, not {hash.Length}.", nameof(hash));

    /// <summary>Reads standard Base64 (44 characters) or Base64URL without padding (43 characters), canonical forms only.</summary>
    /// <param name="text">The text to read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is neither; the message holds the text and the rule.</exception>
    public static InvoiceHash Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var hash)
            ? hash
            : throw new FormatException($"'{text}' is not a SHA-256 hash: it takes Base64 with padding (44 characters) or Base64URL without (43 characters).");
    }

    /// <summary>Reads standard Base64 or Base64URL without padding; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="hash">The hash, or <c>default</c>.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out InvoiceHash hash)
    {
        hash = default;
        Span<byte> bytes = stackalloc byte[Size];
        var ok = text switch
        {
            { Length: 44 } => Convert.TryFromBase64String(text, bytes, out var n) && n == Size,
            { Length: 43 } => Base64Url.IsValid(text, out var m) && m == Size && Base64Url.TryDecodeFromChars(text, bytes, out _),
            _ => false,
        };
        if (!ok) return false;
        var candidate = new InvoiceHash(bytes);
        if (!string.Equals(text, text!.Length == 44 ? candidate.ToBase64() : candidate.ToBase64Url(), StringComparison.Ordinal)) return false;
        hash = candidate;
        return true;
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < Size) throw new ArgumentException($"A SHA-256 hash needs {Size} bytes of room.", nameof(destination));
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>The 32 bytes, newly allocated.</summary>
    public byte[] ToByteArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Standard Base64 with padding: the form of the API and of the UPO.</summary>
    public string ToBase64() => Convert.ToBase64String(ToByteArray());

    /// <summary>Base64URL without padding: the form of the two codes.</summary>
    public string ToBase64Url() => Base64Url.EncodeToString(ToByteArray());

    /// <summary>Order of the bytes.</summary>
    /// <param name="other">The hash to compare with.</param>
    public int CompareTo(InvoiceHash other)
    {
        var c = _a.CompareTo(other._a);
        if (c == 0) c = _b.CompareTo(other._b);
        if (c == 0) c = _c.CompareTo(other._c);
        return c == 0 ? _d.CompareTo(other._d) : c;
    }

    /// <summary>Standard Base64, as <see cref="ToBase64"/>.</summary>
    public override string ToString() => ToBase64();

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(InvoiceHash left, InvoiceHash right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(InvoiceHash left, InvoiceHash right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(InvoiceHash left, InvoiceHash right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(InvoiceHash left, InvoiceHash right) => left.CompareTo(right) >= 0;
}
