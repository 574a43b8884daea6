namespace Ksef.Offline.Invoices.Model;

/// <summary>When the supply was made, for the whole invoice: <see cref="SupplyDate"/> or <see cref="SupplyPeriod"/>.</summary>
/// <remarks>FA(3): the choice of <c>P_6</c> and <c>OkresFa</c>. Immutable, thread-safe.</remarks>
public abstract record SupplyTime
{
    private protected SupplyTime()
    {
    }
}
