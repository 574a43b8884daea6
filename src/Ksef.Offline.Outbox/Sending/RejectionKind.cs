namespace Ksef.Offline.Outbox.Sending;

/// <summary>Why KSeF refused an invoice, by what can be done about it.</summary>
public enum RejectionKind
{
    /// <summary>The file itself (status 430 and kin): an offline invoice may be mended by a technical correction with the same content.</summary>
    Technical = 0,

    /// <summary>Its meaning (status 450: date in the future, NIP checksum on production): mend; technical correction if the content allows.</summary>
    Semantic = 1,

    /// <summary>The context may not issue for this seller (status 410): a person must grant a permission; technical correction is not allowed.</summary>
    Permission = 2,

    /// <summary>Attachments are not allowed here (status 415): register them, or send by batch.</summary>
    Attachment = 3,

    /// <summary>Another document holds this number in KSeF (status 440 and the hash of the original differs): a person must decide.</summary>
    NumberCollision = 4,

    /// <summary>A technical correction that KSeF refuses (21166: already corrected; 21167: the original was accepted).</summary>
    Correction = 5,
}
