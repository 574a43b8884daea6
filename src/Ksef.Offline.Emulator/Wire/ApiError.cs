namespace Ksef.Offline.Emulator.Wire;

/// <summary>A request refused as the official API refuses it: HTTP status, code, description and details; written in the form that the caller asked for.</summary>
internal sealed class ApiError : Exception
{
    public ApiError(int code, params string[] details) : base(ErrorTexts.Of(code))
    {
        Code = code;
        Details = details;
    }

    private ApiError(int status, string detail, string? reason = null) : base(detail)
    {
        Status = status;
        Reason = reason;
    }

    /// <summary>The HTTP status; 400 unless said otherwise.</summary>
    public int Status { get; } = 400;

    /// <summary>The numeric code of section 7.3 of the facts (21405, 21173...); zero for the statuses that carry none.</summary>
    public int Code { get; }

    public IReadOnlyList<string> Details { get; } = [];

    /// <summary>The reasonCode of a 403.</summary>
    public string? Reason { get; }

    /// <summary>Seconds, for a 429.</summary>
    public int RetryAfter { get; private init; }

    /// <summary>What a 403 tells beyond its reason, for example the permissions that would do.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Security { get; private init; } = new Dictionary<string, IReadOnlyList<string>>();

    public static ApiError Unauthorized(string detail) => new(401, detail);

    public static ApiError Gone(string detail) => new(410, detail);

    public static ApiError Forbidden(string reason, string detail, params (string Name, IReadOnlyList<string> Values)[] security) =>
        new(403, detail, reason) { Security = security.ToDictionary(s => s.Name, s => s.Values) };

    public static ApiError TooMany(string detail, int retryAfter) => new(429, detail) { RetryAfter = retryAfter };

    public static ApiError Plain(int status, string detail) => new(status, detail);
}
