using System.Text.Json.Serialization;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>The package of a batch session as it was declared.</summary>
internal sealed class BatchPackage
{
    public long Size { get; init; }

    [JsonConverter(typeof(InvoiceHashJson))]
    public InvoiceHash Hash { get; init; }

    public bool TarGz { get; init; }

    public bool Offline { get; init; }

    public IReadOnlyList<BatchPart> Parts { get; init; } = [];

    /// <summary>What the login that opened the session may do.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];
}
