using System.Text.Json.Serialization;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>An interactive or a batch session.</summary>
internal sealed class Session : Entity
{
    public required string Reference { get; init; }

    /// <summary>The login that opened it; the UPO names what it was made with.</summary>
    public required string LoginReference { get; init; }

    public required string ContextType { get; init; }

    public required string ContextValue { get; init; }

    public bool IsBatch { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset ValidUntil { get; init; }

    public DateTimeOffset Updated { get; set; }

    public DateTimeOffset? Closed { get; set; }

    /// <summary>Whether the caller asked for check digits of identifiers to be judged (X-KSeF-Feature).</summary>
    public bool StrictIdentifiers { get; init; }

    /// <summary>The session key; null where it could not be decrypted.</summary>
    public byte[]? Key { get; init; }

    public byte[] Iv { get; init; } = [];

    /// <summary>A status that ended the session early (405, 415, 420, 430, 435, 440...); zero while all goes well.</summary>
    public int Failure { get; set; }

    public IReadOnlyList<string> FailureDetails { get; set; } = [];

    /// <summary>When the last invoice was through; for a batch the end of unpacking as well.</summary>
    public DateTimeOffset? Processed { get; set; }

    /// <summary>The reference of the first page of the session's UPO; the others count on from it.</summary>
    public string? UpoReference { get; set; }

    /// <summary>The declared package of a batch session.</summary>
    public BatchPackage? Package { get; init; }

    [JsonIgnore]
    public List<SubmittedInvoice> Invoices { get; } = [];

    /// <summary>The status at an instant; nothing runs in the background of an interactive session, so the clock alone decides.</summary>
    public (int Code, IReadOnlyList<string> Details) StatusAt(DateTimeOffset now)
    {
        if (Failure != 0 && (Processed is not { } at || now >= at)) return (Failure, FailureDetails);
        var closed = Closed ?? (now > ValidUntil ? ValidUntil : null);
        if (closed is null) return (100, []);
        if (IsBatch && Closed is null) return (440, ["Przekroczono czas wysyłki."]);
        if (IsBatch && (Processed is null || now < Processed)) return (150, []);
        if (Invoices.Count == 0) return (440, ["Nie przesłano faktur."]);
        if (Invoices.Any(i => now < i.DoneAt)) return (IsBatch ? 150 : 170, []);
        return Invoices.Exists(i => i.Code == 200) ? (200, []) : (445, []);
    }
}
