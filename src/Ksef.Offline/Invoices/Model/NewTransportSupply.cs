namespace Ksef.Offline.Invoices.Model;

/// <summary>The intra-EU supply of new means of transport.</summary>
/// <remarks>FA(3): <c>NoweSrodkiTransportu</c> with <c>P_22</c>. Immutable, thread-safe.</remarks>
public sealed record NewTransportSupply
{
    /// <summary>True when the duty of art. 42(5) applies.</summary>
    /// <remarks>FA(3): <c>P_42_5</c> (1 yes, 2 no).</remarks>
    public bool HasArticle42Duty { get; init; }

    /// <summary>The means of transport, at least one.</summary>
    /// <remarks>FA(3): <c>NowySrodekTransportu</c>; at most 10000.</remarks>
    public EquatableList<NewMeansOfTransport> Items { get; init; }
}
