namespace Ksef.Offline.Hosting.Issuing;

/// <summary>An invoice was not issued; nothing was stored. The findings say what and where.</summary>
public sealed class IssueRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public IssueRefusedException()
        : this([])
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public IssueRefusedException(string message)
        : base(message) => Findings = [];

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it.</param>
    public IssueRefusedException(string message, Exception innerException)
        : base(message, innerException) => Findings = [];

    /// <summary>Creates the exception.</summary>
    /// <param name="findings">What is wrong.</param>
    public IssueRefusedException(IReadOnlyList<Finding> findings)
        : base("The invoice was not issued. " + string.Join(" ", findings.Select(f => f.ToString()))) => Findings = findings;

    /// <summary>What is wrong: place, value and rule.</summary>
    public IReadOnlyList<Finding> Findings { get; }
}
