namespace Ksef.Offline.Emulator.Scripting;

/// <summary>One trouble to make: which calls it meets, when, and what happens to them.</summary>
/// <remarks>Immutable, thread-safe. In a script of JSON each property has the same name in camelCase.</remarks>
public sealed record Trouble
{
    /// <summary>Method and path, for example <c>POST /sessions/online/*/invoices</c>; <c>*</c> stands for one segment, <c>**</c> at the end for any rest. Paths are those below <c>/v2</c>, or whole ones.</summary>
    public required string On { get; init; }

    /// <summary>The first matching call that is met, counted from 1; 1 where it is absent.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many matching calls are met from there; every one where it is null.</summary>
    public int? Times { get; init; }

    /// <summary>The clock from which it holds; null for at once.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The clock from which it holds no more; null for never.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The chance that a matching call is met, 0 to 1, drawn from the emulator's seed.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>How long the call waits before anything happens, in milliseconds.</summary>
    public int DelayMs { get; init; }

    /// <summary><c>before</c> drops the connection without effect; <c>after</c> drops it when the effect is done and kept, so that only the reply is lost.</summary>
    public string? Cut { get; init; }

    /// <summary>The status to answer instead; null leaves the answer alone.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the call takes its effect although <see cref="Status"/> hides the answer.</summary>
    public bool Effect { get; init; }

    /// <summary>The body that goes with <see cref="Status"/>.</summary>
    public string? Body { get; init; }

    /// <summary>The content type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "text/html";

    /// <summary>Whether an uploaded part of a package is lost: the upload is answered with 201 and nothing is kept, so that closing finds the part missing (21205).</summary>
    public bool Lose { get; init; }

    /// <summary>A script (JSON) to apply just before the call is taken: keys that rotate, an announcement, a queue that stops, at the n-th call or at an instant. Null for none.</summary>
    public string? Apply { get; init; }

    /// <summary>Whether anything happens to the call itself.</summary>
    internal bool ChangesCall => DelayMs > 0 || Cut is not null || Status is not null || Lose;

    /// <summary>The header <c>Retry-After</c> in seconds; null for none.</summary>
    public int? RetryAfter { get; init; }
}
