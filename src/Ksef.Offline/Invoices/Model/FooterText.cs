namespace Ksef.Offline.Invoices.Model;

/// <summary>One text at the foot.</summary>
/// <remarks>FA(3): <c>Informacje</c>. Immutable, thread-safe.</remarks>
public sealed record FooterText
{
    /// <summary>The text, 1 to 3500 characters, line ends allowed.</summary>
    /// <remarks>FA(3): <c>StopkaFaktury</c>.</remarks>
    public string? Text { get; init; }
}
