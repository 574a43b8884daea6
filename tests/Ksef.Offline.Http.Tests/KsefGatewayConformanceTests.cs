using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Conformance;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Tests;

/// <summary>The sender before the emulator, under the suite that every gateway inherits.</summary>
public sealed class KsefGatewayConformanceTests : InvoiceGatewayConformance
{
    protected override async Task<KsefUnderTest> StartAsync(CancellationToken cancellationToken) => new Real(await Bench.StartAsync(o => o with { Retries = 0 }));

    private sealed class Real(Bench bench) : KsefUnderTest
    {
        public override IInvoiceGateway Gateway => bench.Gateway;

        public override TaxpayerContext Taxpayer => Bench.Taxpayer;

        public override IssuedInvoice Issue(string number, int variant = 0) => IssuedInvoice.Read(SampleInvoice.Bytes(number, service: $"Usługa {variant}"));

        // Readable enough to be issued by an ERP of somebody else; KSeF refuses it for its form.
        public override IssuedInvoice IssueMalformed(string number) =>
            IssuedInvoice.Read(System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(SampleInvoice.Bytes(number)).Replace("<P_8B>1</P_8B>", "<P_8B>jeden</P_8B>", StringComparison.Ordinal)));

        public override Task ArrangeAsync(GatewayTrouble trouble, CancellationToken cancellationToken)
        {
            bench.Ksef.Script.Clear();
            bench.Ksef.Script.Apply("""{"processing":{"acceptedMs":0,"processingMs":0},"outage":false}""");
            switch (trouble)
            {
                case GatewayTrouble.AnswerLost:
                    bench.Add(new Trouble { On = "POST /sessions/online/*/invoices", Cut = "after", Times = 1 });
                    bench.Add(new Trouble { On = "POST /sessions/batch/*/close", Cut = "after", Times = 1 });
                    break;
                case GatewayTrouble.NeverArrives:
                    bench.Add(new Trouble { On = "POST /sessions/online/*/invoices", Cut = "before", Times = 1 });
                    bench.Add(new Trouble { On = "POST /sessions/batch", Cut = "before", Times = 1 });
                    break;
                case GatewayTrouble.Unreachable:
                    bench.Ksef.Script.Outage = true;
                    break;
                case GatewayTrouble.Slow:
                    bench.Ksef.Script.Apply("""{"processing":{"hold":true}}""");
                    break;
                case GatewayTrouble.TooManyCalls:
                    bench.Apply("""{"on":"POST /sessions/online/*/invoices","status":429,"retryAfter":30,"contentType":"application/json","body":"{\"status\":{\"code\":429,\"description\":\"Too Many Requests\",\"details\":[]}}","times":1}""");
                    break;
                case GatewayTrouble.LoginRefused:
                    bench.Apply("""{"on":"GET /auth/*","status":200,"contentType":"application/json","body":"{\"startDate\":\"2026-02-02T10:00:00Z\",\"authenticationMethod\":\"Token\",\"authenticationMethodInfo\":{\"category\":\"Token\",\"code\":\"token\",\"displayName\":\"Token\"},\"status\":{\"code\":450,\"description\":\"Błędny token\",\"details\":[]}}"}""");
                    break;
                case GatewayTrouble.None:
                    bench.Ksef.Script.Apply("""{"processing":{"release":true}}""");
                    break;
            }
            return Task.CompletedTask;
        }

        public override Task<IReadOnlyList<(InvoiceKey Key, InvoiceHash Hash, KsefNumber Number)>> AcceptedAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<(InvoiceKey, InvoiceHash, KsefNumber)>>([.. bench.Ksef.Invoices.Select(i => (i.Key, i.Hash, i.KsefNumber))]);

        public override async Task LetTimePassAsync(CancellationToken cancellationToken)
        {
            await bench.Ksef.WhenIdleAsync(cancellationToken);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        public override async ValueTask DisposeAsync()
        {
            await bench.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
