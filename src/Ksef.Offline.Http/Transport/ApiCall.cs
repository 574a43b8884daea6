using Ksef.Offline.Http.Limits;

namespace Ksef.Offline.Http.Transport;

/// <summary>One call to the API: where, in whose name, by which allowance, and whether it may be repeated blindly.</summary>
internal sealed record ApiCall(HttpMethod Method, string Path, string Group)
{
    /// <summary>The name of the call for logs, metrics and exceptions: the path without references.</summary>
    public required string Name { get; init; }

    /// <summary>Whose allowance; empty where KSeF counts by address.</summary>
    public string Context { get; init; } = "";

    /// <summary>The windows that hold for that allowance; null for production's defaults.</summary>
    public RateLimits? Limits { get; init; }

    public string? Bearer { get; init; }

    /// <summary>The body, made anew for every attempt; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>True where a second call does no harm: a question, a step of the login, closing.</summary>
    public bool MayRepeat { get; init; }

    public string? ContinuationToken { get; init; }

    public string Accept { get; init; } = "application/json";

    /// <summary>The name alone: a record would show the token.</summary>
    public override string ToString() => Name;

    public static ApiCall Get(string path, string group, string name) => new(HttpMethod.Get, path, group) { Name = name, MayRepeat = true };

    public static ApiCall Post(string path, string group, string name, Func<HttpContent>? content = null) => new(HttpMethod.Post, path, group) { Name = name, Content = content };
}
