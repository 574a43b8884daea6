namespace Ksef.Offline.Http;

/// <summary>KSeF understood a call and refused it: the call has had no effect, and repeating it as it is will not help.</summary>
public sealed class KsefRejectedException : KsefException
{
    internal KsefRejectedException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>The code of the error (API: <c>exceptionCode</c> or <c>errors[].code</c>), such as 21405; the code of the status for a failed login; 0 where KSeF gave none.</summary>
    public int Code { get; init; }

    /// <summary>Why access was refused (API: <c>reasonCode</c>, with status 403), such as <c>missing-permissions</c>; else null.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>KSeF's words, one for each detail.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>True where a person must do something first: a wrong token, a missing permission, a blocked context, a refused certificate.</summary>
    public bool NeedsPerson { get; init; }
}
