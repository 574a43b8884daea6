namespace Ksef.Offline.Outbox.Sql;

/// <summary>What an error of a database means for the store.</summary>
public enum SqlTrouble
{
    /// <summary>None of the others.</summary>
    Other = 0,

    /// <summary>Another process held the database for too long; nothing was written, later may do.</summary>
    Busy = 1,

    /// <summary>The database disturbed the transaction in favour of another (deadlock, serialization); nothing was written, again at once will do.</summary>
    Conflict = 2,

    /// <summary>A row with this key is already there.</summary>
    Duplicate = 3,

    /// <summary>The database may only be read.</summary>
    ReadOnly = 4,

    /// <summary>There is no room left.</summary>
    Full = 5,

    /// <summary>The connection broke or could not be made; if that was during the commit, it may have happened.</summary>
    ConnectionLost = 6,

    /// <summary>The schema is missing or not ours.</summary>
    Schema = 7,

    /// <summary>The database is damaged, or is no database.</summary>
    Damaged = 8,

    /// <summary>The user of the connection lacks a right, or cannot open the file.</summary>
    Denied = 9,
}
