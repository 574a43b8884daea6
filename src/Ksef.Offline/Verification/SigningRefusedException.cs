namespace Ksef.Offline.Verification;

/// <summary>A code that would not be worth printing was not made, or a certificate that cannot sign one was not taken. <see cref="Findings"/> say why.</summary>
public sealed class SigningRefusedException : Exception
{
    /// <summary>Takes one reason.</summary>
    /// <param name="finding">The reason.</param>
    public SigningRefusedException(Finding finding) : this([finding]) { }

    /// <summary>Takes the reasons.</summary>
    /// <param name="findings">At least one.</param>
    /// <param name="inner">What lies behind it, or null.</param>
    public SigningRefusedException(IReadOnlyList<Finding> findings, Exception? inner = null)
        : base(string.Join(" ", (findings ?? throw new ArgumentNullException(nameof(findings))).Select(f => f.ToString())), inner) => Findings = findings;

    /// <summary>Why not, in English and in Polish.</summary>
    public IReadOnlyList<Finding> Findings { get; }
}
