namespace Ksef.Offline.Outbox.Sending;

/// <summary>The steps of an attempt that leave a mark. The odd half comes before a call with an effect, the other when its answer is known.</summary>
public enum AttemptStep
{
    /// <summary>About to open an interactive or batch session.</summary>
    OpeningSession = 1,

    /// <summary>A session is open and its reference known.</summary>
    SessionOpened = 2,

    /// <summary>About to send the invoice (interactive) or to upload the package (batch): from here on the outcome may be unknown.</summary>
    Sending = 3,

    /// <summary>KSeF took the invoice or the package over; the reference is known where there is one.</summary>
    Sent = 4,

    /// <summary>About to close the session.</summary>
    ClosingSession = 5,

    /// <summary>The session is closed.</summary>
    SessionClosed = 6,
}
