namespace Ksef.Offline.Hosting;

/// <summary>That a taxpayer of this name was registered.</summary>
internal sealed record TaxpayerRegistration(string Name);
