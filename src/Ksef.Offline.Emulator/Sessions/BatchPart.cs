using System.Text.Json.Serialization;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>One part of a package: as declared, and as it came.</summary>
internal sealed class BatchPart
{
    public int Ordinal { get; init; }

    public long Size { get; init; }

    [JsonConverter(typeof(InvoiceHashJson))]
    public InvoiceHash Hash { get; init; }

    /// <summary>The bytes that came; null before the upload.</summary>
    public long? UploadedSize { get; set; }

    [JsonConverter(typeof(InvoiceHashJson))]
    public InvoiceHash UploadedHash { get; set; }
}
