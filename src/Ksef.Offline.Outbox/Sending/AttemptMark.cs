using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Outbox.Sending;

/// <summary>One mark of an attempt: a step, when, which invoices, which references. Holds no secret.</summary>
/// <param name="Step">What is about to happen or has become known.</param>
/// <param name="At">When, by the gateway's clock.</param>
/// <param name="Invoices">The invoices that the step concerns.</param>
/// <param name="Reference">Every reference known so far.</param>
/// <param name="Detail">A short note in English for people, or null.</param>
public sealed record AttemptMark(AttemptStep Step, Instant At, IReadOnlyList<InvoiceKey> Invoices, SubmissionReference Reference, string? Detail = null);
