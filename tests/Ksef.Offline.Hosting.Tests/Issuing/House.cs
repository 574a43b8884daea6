using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Outbox.InMemory;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.TestKit;
using Ksef.Offline.Verification;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Issuing;

/// <summary>One outbox, a clock that stands still, a KSeF that answers as told, and taxpayers made with <c>new</c> alone.</summary>
internal sealed class House
{
    public const string Nip = "5261040828";

    /// <summary>Monday the 23rd of November 2026, eleven o'clock in Warsaw.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public House()
    {
        Ksef = new ScriptedKsef(Time);
        Shop = Taxpayer("shop");
    }

    public ManualTime Time { get; } = new(Monday);

    public InMemoryOutbox Outbox { get; } = new();

    public ScriptedKsef Ksef { get; }

    public OfflineInvoicing Shop { get; }

    public OfflineInvoicing Taxpayer(string name, string nip = Nip, ILinkSigner? signer = null, KsefEnvironment? environment = null, InvoiceValidatorOptions? validation = null) => new(new OfflineInvoicingSetup
    {
        Taxpayer = new TaxpayerContext(name, VerificationContext.ForNip(Offline.Nip.Parse(nip))),
        Environment = environment ?? KsefEnvironment.Test,
        Validation = validation ?? InvoiceValidatorOptions.Default,
        Outbox = OutboxPorts.Of(Outbox),
        Gateway = Ksef,
        Signer = signer,
        Numbering = new NumberingScheme { Series = name },
        Time = Time,
    });

    public InvoiceDraft Draft(string number, string nip = Nip) => TestShop.Draft(nip, number, on: Time.GetUtcNow().ToInstant());

    /// <summary>Sends what is due and moves the clock while it waits: a released draft is taken after the pause of an idle dispatcher.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        var sending = Shop.SendDueAsync(cancellationToken: cancellationToken);
        while (!sending.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(sending, Task.Delay(1, cancellationToken));
        }
        await sending;
    }

    /// <summary>A desk with what it delivered; a second one on the same outbox stands for a restart.</summary>
    public (AlertDesk Desk, Recorder Heard) Desk(OfflineInvoicing? shop = null, AlertRules? rules = null, Func<string, AlertDesk?>? others = null)
    {
        var heard = new Recorder();
        return (new AlertDesk(shop ?? Shop, [heard], rules ?? new AlertRules { DailyReportHour = null }, others), heard);
    }

    internal sealed class Recorder : IAlertNotifier
    {
        public List<Alert> Alerts { get; } = [];

        public Exception? Fails { get; set; }

        public IEnumerable<AlertKind> Kinds => Alerts.Select(a => a.Kind);

        public Task NotifyAsync(Alert alert, CancellationToken cancellationToken)
        {
            if (Fails is { } failure) throw failure;
            Alerts.Add(alert);
            return Task.CompletedTask;
        }
    }
}
