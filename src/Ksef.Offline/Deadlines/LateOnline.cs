namespace Ksef.Offline.Deadlines;

/// <summary>How an online invoice is judged that KSeF received on a day after <c>P_1</c> (art. 106nda(16) does not repeat the term of paragraph 2).</summary>
public enum LateOnline
{
    /// <summary>As offline24: in time until the next working day after <c>P_1</c>. The default.</summary>
    AsOffline24 = 0,

    /// <summary>Late at once: online means the same day.</summary>
    Late = 1,
}
