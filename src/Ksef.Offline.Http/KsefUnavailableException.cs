using NodaTime;

namespace Ksef.Offline.Http;

/// <summary>KSeF could not be asked, or its answer was lost: no network, a gateway in between, a time-out, the limit of calls. This is never by itself a failure of KSeF in the sense of the Act.</summary>
public sealed class KsefUnavailableException : KsefException
{
    internal KsefUnavailableException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>True where the call may have reached KSeF and had its effect; false where it certainly has not.</summary>
    public bool MayHaveBeenAccepted { get; init; }

    /// <summary>The earliest moment worth trying again, where KSeF or our own allowance says so; else null.</summary>
    public Instant? RetryAfter { get; init; }

    /// <summary>True where waiting alone will not help: a certificate that TLS refuses, a proxy that wants a password, a page that is not KSeF's.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>True for trouble that often passes in seconds, so that a harmless call may be repeated at once.</summary>
    internal bool IsTransient { get; init; }
}
