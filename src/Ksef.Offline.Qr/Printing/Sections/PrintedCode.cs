using Ksef.Offline.Verification;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>A code and the text that must stand under it.</summary>
internal sealed record PrintedCode(VerificationLink Link, string Label);
