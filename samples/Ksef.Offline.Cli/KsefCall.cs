using System.CommandLine;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Certificates;

namespace Ksef.Offline.Cli;

/// <summary>Logs in, lets a command talk to KSeF about certificates, and tells what KSeF or the network refused in one line.</summary>
internal static class KsefCall
{
    public static async Task<int> RunAsync(KsefLogin login, ParseResult parsed, Func<KsefCertificates, Task<int>> talk, CancellationToken cancellationToken)
    {
        var (environment, taxpayer) = (login.Environment(parsed), login.Taxpayer(parsed));
        var (credential, owned) = login.Credential(parsed);
        using var _ = owned;
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = environment }, http, TimeProvider.System, credential);
        try
        {
            return await talk(gateway.CertificatesOf(taxpayer));
        }
        catch (KsefException e)
        {
            throw new UsageException(e.Message.ReplaceLineEndings(" "));
        }
    }
}
