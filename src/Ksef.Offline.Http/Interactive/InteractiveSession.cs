using NodaTime;

namespace Ksef.Offline.Http.Interactive;

/// <summary>An open interactive session (<i>sesja interaktywna</i>): its reference, keys, end and how many invoices it took.</summary>
internal sealed class InteractiveSession(string reference, Instant validUntil, SessionKeys keys)
{
    public string Reference { get; } = reference;

    public Instant ValidUntil { get; } = validUntil;

    public SessionKeys Keys { get; } = keys;

    /// <summary>How many invoices were given to it, whatever became of them.</summary>
    public int Count { get; set; }

    /// <summary>How many invoices are on their way into it at this moment; it is not closed under them.</summary>
    public int Busy { get; set; }

    public Instant LastUse { get; set; }
}
