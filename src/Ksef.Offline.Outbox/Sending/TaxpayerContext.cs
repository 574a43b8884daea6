using Ksef.Offline.Verification;

namespace Ksef.Offline.Outbox.Sending;

/// <summary>In whose name to log in: a taxpayer's name in this application (a queue of its own) and the context of the login.</summary>
/// <param name="Taxpayer">The name under which the application configured the taxpayer.</param>
/// <param name="Context">The context identifier: NIP, internal id, EU VAT pair or Peppol id; the same that KOD II names.</param>
public sealed record TaxpayerContext(string Taxpayer, VerificationContext Context);
