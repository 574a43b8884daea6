using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Modes;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Hosting.Issuing;

/// <summary>What <see cref="OfflineInvoicing"/> is made of. Everything is the caller's and must outlive it.</summary>
public sealed record OfflineInvoicingSetup
{
    /// <summary>The taxpayer in whose name invoices are issued and sent.</summary>
    public required TaxpayerContext Taxpayer { get; init; }

    /// <summary>Which KSeF: decides the host of the codes.</summary>
    public required KsefEnvironment Environment { get; init; }

    /// <summary>Where everything is kept.</summary>
    public required OutboxPorts Outbox { get; init; }

    /// <summary>The way to KSeF.</summary>
    public required IInvoiceGateway Gateway { get; init; }

    /// <summary>The Offline certificate and its key; null issues without KOD II.</summary>
    public ILinkSigner? Signer { get; init; }

    /// <summary>The readings of the open legal questions.</summary>
    public DeadlinePolicies Policies { get; init; } = DeadlinePolicies.Default;

    /// <summary>How files are judged before they are issued: limits raised for the taxpayer, custom severities. The environment is always that of <see cref="Environment"/>.</summary>
    public InvoiceValidatorOptions Validation { get; init; } = InvoiceValidatorOptions.Default;

    /// <summary>Who may issue in which mode. Default: what the law allows.</summary>
    public IModePolicy ModePolicy { get; init; } = new LawfulModes();

    /// <summary>Issues correcting invoices whose originals, and settlements whose advances, got their numbers. Default: fills in the placeholders of a whole FA(3) file.</summary>
    public IDraftBuilder DraftBuilder { get; init; } = new PlaceholderDraftBuilder();

    /// <summary>The scheme of own references.</summary>
    public NumberingScheme Numbering { get; init; } = new();

    /// <summary>How sending works.</summary>
    public DispatcherOptions Dispatching { get; init; } = new();

    /// <summary>The name of the issuing system (FA(3): <c>SystemInfo</c>); null leaves it out.</summary>
    public string? SystemName { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
