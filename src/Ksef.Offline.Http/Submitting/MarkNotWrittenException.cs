using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Submitting;

/// <summary>A mark could not be stored, so the call behind it was not made.</summary>
internal sealed class MarkNotWrittenException(AttemptStep step, Exception inner) : Exception($"The mark '{step}' could not be stored, so KSeF was not called: {inner.Message}", inner);
