using System.Diagnostics;
using System.Globalization;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Issuing;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Chaos;

/// <summary>An application as an ERP would be: it issues invoices in its own transactions and sends them, until it is killed.</summary>
internal static class WorkerPart
{
    private static readonly TaxpayerContext Taxpayer = new("chaos", VerificationContext.ForNip(Nip.Parse(SampleInvoice.Seller)));

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var name = arguments.Text("name");
        await using var store = await ChaosStore.OpenAsync(arguments.Text("store"));
        var root = new Uri(arguments.Text("ksef"));
        var options = new KsefGatewayOptions
        {
            Environment = KsefEnvironment.Custom("chaos", new Uri(root, "v2/"), root, root.Authority),
            CallTimeout = TimeSpan.FromSeconds(5),
            RetryDelay = TimeSpan.FromMilliseconds(50),
            AskAfter = TimeSpan.FromMilliseconds(300),
            AbsenceGrace = TimeSpan.FromSeconds(3),
        };
        using var client = new HttpClient();
        using var credential = new KsefTokenCredential(arguments.Text("token"));
        await using var gateway = new KsefGateway(options, client, TimeProvider.System, credential, new NoLimits());
        IInvoiceGateway way = arguments.Number("die-after-sending", 0) == 1 ? new DyingGateway(gateway) : gateway;
        var dispatcher = new Dispatcher(store.Outbox.Store, store.Outbox.Announcements, [new TaxpayerLane(Taxpayer, way)], new DispatcherOptions
        {
            Name = name,
            Workers = 2,
            Portion = 40,
            LeaseDuration = Duration.FromSeconds(5),
            MaxClockSkew = Duration.FromSeconds(1),
            AttemptTimeout = Duration.FromSeconds(20),
            BatchTimeout = Duration.FromSeconds(30),
            IdleDelay = Duration.FromMilliseconds(200),
            HousekeepingInterval = Duration.FromSeconds(2),
            BackOff = new BackOff { First = Duration.FromMilliseconds(200), Greatest = Duration.FromSeconds(3), FirstLook = Duration.FromMilliseconds(200) },
            PoisonAfter = 1000,
            Consignments = ConsignmentRules.Default with { BatchFrom = 8, BatchMax = 20 },
        });
        Console.WriteLine("ready");
        var issuing = IssueAsync(store, name, arguments.Number("issue", 0), arguments.Number("pause", 100));
        if (arguments.Number("drain", 0) == 1)
        {
            await issuing;
            await dispatcher.RunUntilDrainedAsync(CancellationToken.None);
            return 0;
        }
        await Task.WhenAll(issuing, dispatcher.RunAsync(CancellationToken.None));
        return 0;
    }

    private static async Task IssueAsync(ChaosStore store, string name, int count, int pause)
    {
        await Task.Yield();
        var preparer = new InvoicePreparer(new DeadlineEngine());
        var nothing = new BookPage(AnnouncementTimeline.Empty, 0);
        for (var i = 0; i < count; i++)
        {
            var now = TimeProvider.System.GetCurrentInstant();
            var today = now.InZone(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).Date;
            var invoice = SampleInvoice.Issue(string.Create(CultureInfo.InvariantCulture, $"{name}/{Environment.ProcessId}/{i}"), today);
            var request = new PrepareRequest(invoice, Taxpayer, new ModeDecision(InvoicingMode.Offline24, "storm", name, now), now) { Numbering = new NumberingScheme { Mark = "CHAOS" } };
            var prepared = preparer.Prepare(request, nothing).Prepared ?? throw new InvalidOperationException("The sample cannot be prepared.");
            try
            {
                await IssueAsync(store, invoice.Key.ToString(), prepared);
            }
            catch (Exception trouble) when (trouble is System.Data.Common.DbException or Outbox.Sql.SqlStoreException)
            {
                // The database was busy: the ERP's transaction was rolled back as a whole, and the next number is issued.
                Console.WriteLine($"trouble {trouble.Message.ReplaceLineEndings(" ")}");
                continue;
            }
            // Said only after the commit: from here on a customer may hold the document.
            Console.WriteLine($"issued {invoice.Key} {invoice.Hash}");
            await Task.Delay(pause);
        }
    }

    private static async Task IssueAsync(ChaosStore store, string key, PreparedInvoice prepared)
    {
        await using var connection = await store.Source.OpenConnectionAsync();
        await using var transaction = await store.Outbox.Dialect.BeginWriteAsync(connection, CancellationToken.None);
        await using (var command = connection.CreateCommand())
        {
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO erp_invoice (entry_key, hash) VALUES (@entry_key, @hash)";
            Add("@entry_key", key);
            Add("@hash", prepared.Entry.Hash.ToBase64());
            await command.ExecuteNonQueryAsync();

            void Add(string parameterName, string value)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (parameterName, value);
                command.Parameters.Add(parameter);
            }
        }
        await store.Outbox.Store.EnqueueAsync(prepared, transaction, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>KSeF has taken the invoice over, the outbox does not know yet: here the process dies.</summary>
    private sealed class DyingGateway(IInvoiceGateway inner) : IInvoiceGateway
    {
        public async Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
        {
            await inner.SubmitAsync(consignment, new DeafLog(log), cancellationToken);
            Process.GetCurrentProcess().Kill();
            throw new InvalidOperationException();
        }

        public Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken) =>
            inner.FindAsync(context, items, cancellationToken);
    }

    /// <summary>Stores what comes before the call and nothing of what comes after it: the worst moment.</summary>
    private sealed class DeafLog(IAttemptLog inner) : IAttemptLog
    {
        public Task RecordAsync(AttemptMark mark, CancellationToken cancellationToken) =>
            mark.Step is AttemptStep.Sent or AttemptStep.SessionClosed ? Task.CompletedTask : inner.RecordAsync(mark, cancellationToken);
    }

    /// <summary>The emulator has no limits here, and waiting would only make the storm milder.</summary>
    private sealed class NoLimits : ISendBudget
    {
        public Task<Instant?> TryTakeAsync(BudgetRequest request, Instant now, CancellationToken cancellationToken) => Task.FromResult<Instant?>(null);

        public Task BlockAsync(BudgetRequest request, Instant until, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
