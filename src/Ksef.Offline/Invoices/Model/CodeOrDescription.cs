namespace Ksef.Offline.Invoices.Model;

/// <summary>A code of the schema or, where none fits, a description in words.</summary>
/// <remarks>
/// FA(3) has this choice four times: <c>Rola</c> or <c>RolaInna</c> with <c>OpisRoli</c>; <c>FormaPlatnosci</c> or <c>PlatnoscInna</c> with <c>OpisPlatnosci</c>;
/// <c>RodzajTransportu</c> or <c>TransportInny</c> with <c>OpisInnegoTransportu</c>; <c>OpisLadunku</c> or <c>LadunekInny</c> with <c>OpisInnegoLadunku</c>.
/// A code converts by itself. Immutable, thread-safe.
/// </remarks>
/// <typeparam name="TCode">The codes.</typeparam>
public sealed record CodeOrDescription<TCode>
    where TCode : struct, Enum
{
    /// <summary>Takes a code.</summary>
    /// <param name="code">The code.</param>
    public CodeOrDescription(TCode code) => Code = code;

    /// <summary>Takes a description in words.</summary>
    /// <param name="description">The words; neither null nor empty.</param>
    /// <exception cref="ArgumentException"><paramref name="description"/> is null or empty.</exception>
    public CodeOrDescription(string description)
    {
        ArgumentException.ThrowIfNullOrEmpty(description);
        Description = description;
    }

    /// <summary>The code; null when the choice is described in words.</summary>
    public TCode? Code { get; }

    /// <summary>The words; null when there is a code.</summary>
    public string? Description { get; }

    /// <summary>A code as it is.</summary>
    /// <param name="code">The code.</param>
    public static implicit operator CodeOrDescription<TCode>(TCode code) => new(code);

    /// <summary>The name of the code, or the words.</summary>
    public override string ToString() => Code?.ToString() ?? Description!;
}
