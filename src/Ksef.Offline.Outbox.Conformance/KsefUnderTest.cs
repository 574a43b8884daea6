using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>A gateway with the KSeF behind it, as a test needs them: fresh for each test, troubles at will, and a look inside KSeF that does not go through the gateway.</summary>
public abstract class KsefUnderTest : IAsyncDisposable
{
    /// <summary>The gateway.</summary>
    public abstract IInvoiceGateway Gateway { get; }

    /// <summary>In whose name the tests send.</summary>
    public abstract TaxpayerContext Taxpayer { get; }

    /// <summary>An issued invoice that KSeF accepts, with this number; the same number and variant give the same bytes, another variant gives other bytes.</summary>
    /// <param name="number">FA(3): <c>P_2</c>.</param>
    /// <param name="variant">0 or more.</param>
    public abstract IssuedInvoice Issue(string number, int variant = 0);

    /// <summary>An issued invoice that KSeF refuses for its form (status 430), with this number.</summary>
    /// <param name="number">FA(3): <c>P_2</c>.</param>
    public abstract IssuedInvoice IssueMalformed(string number);

    /// <summary>Arranges a trouble from now on.</summary>
    /// <param name="trouble">Which.</param>
    /// <param name="cancellationToken">Ends with the test.</param>
    public abstract Task ArrangeAsync(GatewayTrouble trouble, CancellationToken cancellationToken);

    /// <summary>What KSeF really accepted: key, hash and number of each, in order.</summary>
    /// <param name="cancellationToken">Ends with the test.</param>
    public abstract Task<IReadOnlyList<(InvoiceKey Key, InvoiceHash Hash, KsefNumber Number)>> AcceptedAsync(CancellationToken cancellationToken);

    /// <summary>Lets so much time pass that a gateway may ask again and may believe that KSeF does not have an invoice. Moves a clock; must not wait longer than a second.</summary>
    /// <param name="cancellationToken">Ends with the test.</param>
    public abstract Task LetTimePassAsync(CancellationToken cancellationToken);

    /// <summary>Stops everything.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
