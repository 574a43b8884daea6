using System.Globalization;

namespace Ksef.Offline.Hosting.Modes;

/// <summary>The default policy: what the law allows at this moment, and nothing else.</summary>
public sealed class LawfulModes : IModePolicy
{
    /// <inheritdoc/>
    public string? Refuse(ModeProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var option = proposal.Advice[proposal.Mode];
        return option.IsAllowed ? null : string.Create(CultureInfo.InvariantCulture, $"{proposal.Mode} is not open now: {option.Reason} ({option.Basis})");
    }
}
