using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Settling;

/// <summary>What the codes of invoices and sessions mean for the one question: is it decided, and may the same bytes go again. Source: API documentation, statuses.</summary>
internal static class StatusMeaning
{
    public const int Accepted = 200;
    public const int Duplicate = 440;

    /// <summary>The invoice was cancelled with its session (405), could not be decrypted (435), or was cancelled by KSeF (550): the same bytes may go again.</summary>
    public static bool MayGoAgain(int invoiceStatus) => invoiceStatus is 405 or 435 or 550;

    /// <summary>KSeF says "unknown error" (500), or a code that no document knows: nothing is decided until its register was asked.</summary>
    public static bool IsUndecided(int invoiceStatus) => invoiceStatus >= 300 && !MayGoAgain(invoiceStatus) && Rejection(invoiceStatus) is null;

    /// <summary>Why KSeF refused the invoice for good; null for a status that is not a refusal.</summary>
    public static RejectionKind? Rejection(int invoiceStatus) => invoiceStatus switch
    {
        410 => RejectionKind.Permission,
        415 => RejectionKind.Attachment,
        430 => RejectionKind.Technical,
        450 => RejectionKind.Semantic,
        440 => RejectionKind.NumberCollision,
        _ => null,
    };

    /// <summary>The session failed as a whole before its invoices were looked at: no invoice of it was accepted.</summary>
    public static bool FailedWhole(int sessionStatus) => sessionStatus is 405 or 415 or 420 or 430 or 435 or 440;

    /// <summary>The session's key could not be used: the public keys are fetched again before the next session.</summary>
    public static bool BlamesKey(int sessionStatus) => sessionStatus is 415 or 435;

    /// <summary>KSeF refuses to close a batch because parts are missing (21205), of another size (21157) or too late (21208): it processed nothing, and the package may go again.</summary>
    public static bool PackageLost(int code) => code is 21157 or 21205 or 21208;
}
