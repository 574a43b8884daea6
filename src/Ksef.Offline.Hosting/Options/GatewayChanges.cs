using Ksef.Offline.Http;

namespace Ksef.Offline.Hosting.Options;

/// <summary>What the application changes about a taxpayer's gateway, in the order of the calls.</summary>
internal sealed class GatewayChanges
{
    private readonly List<Func<KsefGatewayOptions, KsefGatewayOptions>> _changes = [];

    public void Add(Func<KsefGatewayOptions, KsefGatewayOptions> change) => _changes.Add(change);

    public KsefGatewayOptions Apply(KsefGatewayOptions options) => _changes.Aggregate(options, (o, change) => change(o));
}
