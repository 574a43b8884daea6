namespace Ksef.Offline.Hosting.Modes;

/// <summary>Who may issue in which mode: the application's own rule, asked before anything is signed or stored. Port.</summary>
public interface IModePolicy
{
    /// <summary>Judges a proposal.</summary>
    /// <param name="proposal">What is about to be done.</param>
    /// <returns>Null to allow it, else the reason of the refusal, for the person at the counter.</returns>
    string? Refuse(ModeProposal proposal);
}
