using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>What may be handed to one buyer now: the document, its codes and labels, and when it counts as received.</summary>
/// <remarks>The date of issue is <c>P_1</c> in every mode and for every buyer. Immutable, thread-safe.</remarks>
public sealed record HandOver
{
    /// <summary>The label under KOD I while there is no KSeF number.</summary>
    public const string OfflineLabel = "OFFLINE";

    /// <summary>The label under KOD II.</summary>
    public const string CertificateLabel = "CERTYFIKAT";

    /// <summary>The document that may be handed over.</summary>
    public required HandOverDocument Document { get; init; }

    /// <summary>The codes that must stand on it.</summary>
    public required HandOverCodes Codes { get; init; }

    /// <summary>The text under KOD I: the KSeF number or <see cref="OfflineLabel"/>; null where there is no KOD I.</summary>
    public string? CodeILabel { get; init; }

    /// <summary>The text under KOD II; null where there is no KOD II.</summary>
    public string? CodeIILabel => Codes == HandOverCodes.CodeIAndCodeII ? CertificateLabel : null;

    /// <summary>Whether the issuer must give the invoice to the buyer outside KSeF, in the way agreed with him.</summary>
    public required bool IsDeliveredOutsideKsef { get; init; }

    /// <summary>The rule for the date of receipt.</summary>
    public required ReceiptRule Receipt { get; init; }

    /// <summary>The articles behind it.</summary>
    public required string Basis { get; init; }

    /// <summary>Why, in English.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, in Polish.</summary>
    public required string ReasonPl { get; init; }

    /// <summary>The date of receipt (<i>data otrzymania</i>), as far as it is known.</summary>
    /// <param name="numberGivenOn">The day on which KSeF gave the number, in Warsaw; null while there is none.</param>
    /// <param name="receivedOn">The day on which the buyer really received the invoice outside KSeF; null if he has not. A confirmation is not an invoice.</param>
    public LocalDate? ReceiptDate(LocalDate? numberGivenOn, LocalDate? receivedOn) => Receipt switch
    {
        ReceiptRule.NumberDate => numberGivenOn,
        ReceiptRule.ActualReceipt => receivedOn,
        _ => receivedOn is { } received && numberGivenOn is { } number ? LocalDate.Min(received, number) : receivedOn ?? numberGivenOn,
    };
}
