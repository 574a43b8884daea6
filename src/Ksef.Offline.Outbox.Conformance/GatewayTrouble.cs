namespace Ksef.Offline.Outbox.Conformance;

/// <summary>What goes wrong on the way to KSeF, in the words of the outbox; whoever proves a gateway arranges it on the emulator or a proxy.</summary>
public enum GatewayTrouble
{
    /// <summary>Nothing any more: everything works at its usual pace.</summary>
    None = 0,

    /// <summary>The next sending of an invoice, or closing of a batch, reaches KSeF and takes effect, but the answer is lost (connection cut, 502, 504).</summary>
    AnswerLost = 1,

    /// <summary>The next sending of an invoice, or opening of a batch, is cut before KSeF hears of it.</summary>
    NeverArrives = 2,

    /// <summary>Nothing of KSeF answers until further notice.</summary>
    Unreachable = 3,

    /// <summary>KSeF takes over and does not decide (status 150) until further notice.</summary>
    Slow = 4,

    /// <summary>KSeF answers the next sending with 429 and a time to wait.</summary>
    TooManyCalls = 5,

    /// <summary>KSeF refuses the login of the taxpayer until further notice.</summary>
    LoginRefused = 6,
}
