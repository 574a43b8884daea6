namespace Ksef.Offline.Outbox.Entries;

/// <summary>What kind of answer the deadline engine gave for an entry. The numbers are stored.</summary>
public enum EntryDeadlineKind
{
    /// <summary>There is a last day.</summary>
    Due = 0,

    /// <summary>An announced period has no end yet: the day is not known. Sent after everything that has a date.</summary>
    Awaiting = 1,

    /// <summary>The duty to send was lifted (total failure): never leased.</summary>
    None = 2,

    /// <summary>The announcements do not carry the legal mode: a person must look, but it may be sent.</summary>
    Invalid = 3,
}
