namespace Ksef.Offline.Outbox.Sending;

/// <summary>The two ways into KSeF.</summary>
public enum SendingWay
{
    /// <summary>An interactive session (<i>sesja interaktywna</i>): one invoice a call; the only way for technical corrections.</summary>
    Interactive = 0,

    /// <summary>A batch session (<i>sesja wsadowa</i>): a package; the only way for attachments.</summary>
    Batch = 1,
}
