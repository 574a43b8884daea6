namespace Ksef.Offline.Http;

/// <summary>Something went wrong in talking to KSeF. The two kinds are <see cref="KsefRejectedException"/> (KSeF said no) and <see cref="KsefUnavailableException"/> (KSeF could not be asked).</summary>
/// <remarks>The message never holds a token, a key or the content of an invoice.</remarks>
public abstract class KsefException : Exception
{
    private protected KsefException(string message, Exception? inner) : base(message, inner)
    {
    }

    /// <summary>The call, as method and path, for example <c>POST sessions/online</c>.</summary>
    public string Call { get; init; } = "";

    /// <summary>The HTTP status of the answer, or null where there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>KSeF's own identifier of the call (API: <c>traceId</c>), to be quoted to the Ministry's help desk; null where it gave none.</summary>
    public string? TraceId { get; init; }

    /// <summary>Our own identifier of the exchange, the same in the log lines of the call: the W3C trace id where a trace runs (KSeF is then told it as <c>traceparent</c>), else made for this call; null where no exchange began.</summary>
    public string? CorrelationId { get; internal set; }
}
