namespace Ksef.Offline.Outbox.Sql;

/// <summary>The few column types of the schema.</summary>
public enum SqlColumnType
{
    /// <summary>A whole number of 64 bits: instants in ticks, counts, states, truth values.</summary>
    WholeNumber = 0,

    /// <summary>Text that is compared and ordered by its bytes, never by a language.</summary>
    Text = 1,

    /// <summary>Bytes of any length, up to some megabytes.</summary>
    Bytes = 2,

    /// <summary>The primary key of a table whose rows are numbered in the order of their insertion: a whole number that the database gives, never twice.</summary>
    Identity = 3,
}
