namespace Ksef.Offline.Outbox.Sending;

/// <summary>What KSeF calls a submission: the reference of the session and, in an interactive one, that of the invoice. <see cref="None"/> before anything is known.</summary>
/// <param name="Session">API: <c>referenceNumber</c> of the session; null while unknown.</param>
/// <param name="Invoice">API: <c>referenceNumber</c> of the invoice in the session; null while unknown.</param>
public readonly record struct SubmissionReference(string? Session, string? Invoice)
{
    /// <summary>Nothing is known.</summary>
    public static SubmissionReference None => default;
}
