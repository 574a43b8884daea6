using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ksef.Offline.Emulator;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Tests;

/// <summary>What stands between a company and KSeF: proxies, inspecting gateways, refused certificates, IPv6 alone. Nothing is lost, and the reason names what is in the way.</summary>
public sealed class NetworkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proxy_is_passed_and_one_that_asks_for_a_password_is_named()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        using var http = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(ksef.BaseAddress), UseProxy = true });
        Assert.IsType<GatewayOutcome.Pending>(await SendAsync(http, new Uri("http://ksef.example.invalid/v2/"), ksef.Token));
        Assert.Single(ksef.Invoices);

        await using var strict = new Answering("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"biuro\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var refused = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy("127.0.0.1", strict.Port), UseProxy = true });
        var outcome = Assert.IsType<GatewayOutcome.NotSent>(await SendAsync(refused, new Uri("http://ksef.example.invalid/v2/"), ksef.Token));
        Assert.Contains("407", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CN=Inspecting gateway of the office", false)]
    [InlineData("CN=ksef.example", true)]
    public async Task A_certificate_that_TLS_refuses_is_named_and_nothing_is_sent(string subject, bool expired)
    {
        await using var gateway = new Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Certificate(subject, expired));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var outcome = Assert.IsType<GatewayOutcome.NotSent>(await SendAsync(http, new Uri($"https://localhost:{gateway.Port}/v2/"), "token"));
        Assert.Contains("TLS", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(0, gateway.Requests);
    }

    [Fact]
    public async Task A_host_that_has_nothing_but_IPv6_is_reached()
    {
        if (!Socket.OSSupportsIPv6) Assert.Skip("this machine has no IPv6");
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        await using var relay = Relay.Start(ksef.BaseAddress.Port);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        Assert.IsType<GatewayOutcome.Pending>(await SendAsync(http, new Uri($"http://[::1]:{relay.Port}/v2/"), ksef.Token));
        Assert.Single(ksef.Invoices);
    }

    [Fact]
    public async Task A_public_key_that_the_policy_refuses_encrypts_nothing()
    {
        await using var bench = await Bench.StartAsync(o => o with { AcceptEncryptionCertificate = _ => false });
        var outcome = Assert.IsType<GatewayOutcome.NotSent>(await bench.SendAsync(SampleInvoice.Item("FV/1")));
        Assert.Contains("certificate", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Ksef.Invoices);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"challenge\":")] // half a body, then the end
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://login.hotel.example/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task What_is_no_KSeF_at_all_is_not_sent(string answer)
    {
        await using var other = new Answering(answer);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        var outcome = Assert.IsType<GatewayOutcome.NotSent>(await SendAsync(http, new Uri($"http://127.0.0.1:{other.Port}/v2/"), "token"));
        Assert.NotEmpty(outcome.Reason);
    }

    [Theory]
    [InlineData("/invoices", SendingWay.Interactive, true)]
    [InlineData("/storage/parts/", SendingWay.Batch, false)]
    [InlineData("/auth/challenge", SendingWay.Interactive, false)]
    public async Task A_client_that_is_less_patient_than_the_gateway_is_an_outcome_as_well(string path, SendingWay way, bool mayHaveArrived)
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        using var http = new HttpClient(new Impatient(path) { InnerHandler = new SocketsHttpHandler { UseProxy = false } });
        var outcome = await SendAsync(http, ksef.BaseAddress, ksef.Token, way);
        Assert.Equal(mayHaveArrived, outcome is GatewayOutcome.Unknown);
        Assert.Contains("HttpClient.Timeout", outcome is GatewayOutcome.Unknown unknown ? unknown.Reason : Assert.IsType<GatewayOutcome.NotSent>(outcome).Reason, StringComparison.Ordinal);
    }

    private static async Task<GatewayOutcome> SendAsync(HttpClient http, Uri address, string token, SendingWay way = SendingWay.Interactive)
    {
        using var credential = new KsefTokenCredential(token);
        var options = new KsefGatewayOptions { Environment = KsefEnvironment.Custom("somewhere", address, null, "localhost"), Retries = 0 };
        await using var gateway = new KsefGateway(options, http, TimeProvider.System, credential, new UnlimitedBudget());
        return (await gateway.SubmitAsync(new Consignment(Bench.Taxpayer, way, true, [SampleInvoice.Item("FV/1")]), new RecordingLog(), Cancel))[0];
    }

    private static X509Certificate2 Certificate(string subject, bool expired)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(expired ? -1 : 30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Ends the calls below a path as HttpClient does when its own time-out is over.</summary>
    private sealed class Impatient(string path) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath.Contains(path, StringComparison.Ordinal)
                ? throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.", new TimeoutException())
                : base.SendAsync(request, cancellationToken);
    }

    /// <summary>Answers every connection with the same bytes, over TLS where it has a certificate.</summary>
    private sealed class Answering : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte[] _answer;
        private readonly X509Certificate2? _certificate;
        private readonly Task _running;
        private int _requests;

        public Answering(string answer, X509Certificate2? certificate = null)
        {
            (_answer, _certificate) = (Encoding.ASCII.GetBytes(answer), certificate);
            _listener.Start();
            _running = RunAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Requests => _requests;

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _running;
            _certificate?.Dispose();
        }

        private async Task RunAsync()
        {
            while (true)
            {
                try
                {
                    using var client = await _listener.AcceptTcpClientAsync(Cancel);
                    await ServeAsync(client);
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
                {
                    return;
                }
                catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The client hung up: that is what is tested.
                }
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(_certificate);
                stream = secure;
            }
            var buffer = new byte[8192];
            if (await stream.ReadAsync(buffer, Cancel) == 0) return;
            _requests++;
            await stream.WriteAsync(_answer, Cancel);
            await stream.FlushAsync(Cancel);
        }
    }

    /// <summary>Listens on ::1 alone and hands every byte on.</summary>
    private sealed class Relay : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.IPv6Loopback, 0);
        private readonly int _target;
        private Task _running = Task.CompletedTask;

        private Relay(int target) => _target = target;

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public static Relay Start(int target)
        {
            var relay = new Relay(target);
            relay._listener.Start();
            relay._running = relay.RunAsync();
            return relay;
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _running;
        }

        private async Task RunAsync()
        {
            var open = new List<Task>();
            try
            {
                while (true) open.Add(HandOnAsync(await _listener.AcceptTcpClientAsync(Cancel)));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
            {
                await Task.WhenAny(Task.WhenAll(open), Task.CompletedTask);
            }
        }

        private async Task HandOnAsync(TcpClient client)
        {
            using (client)
            using (var there = new TcpClient())
            {
                await there.ConnectAsync(IPAddress.Loopback, _target, Cancel);
                await Task.WhenAny(client.GetStream().CopyToAsync(there.GetStream(), Cancel), there.GetStream().CopyToAsync(client.GetStream(), Cancel));
            }
        }
    }
}
