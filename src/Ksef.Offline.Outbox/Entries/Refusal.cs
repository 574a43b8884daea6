using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Outbox.Entries;

/// <summary>What KSeF said when it last refused an invoice.</summary>
/// <param name="Kind">What can be done about it.</param>
/// <param name="Code">The status or error code of the API.</param>
/// <param name="Description">KSeF's words; never a secret.</param>
/// <param name="Original">For a number collision the KSeF number of the document that holds the number.</param>
public sealed record Refusal(RejectionKind Kind, int Code, string Description, KsefNumber? Original);
