namespace Ksef.Offline.Outbox.Sql;

/// <summary>The parts of a claim: which rows, in which order, how changed, what returned. All are SQL common to every dialect.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">Its primary key, one column.</param>
/// <param name="Where">Which rows may be taken.</param>
/// <param name="OrderBy">In which order.</param>
/// <param name="Limit">The parameter, without <c>@</c>, that says how many at most.</param>
/// <param name="Set">The assignments.</param>
/// <param name="Returning">What comes back of each row, after the change; may hold subqueries.</param>
public sealed record SqlClaim(string Table, string Key, string Where, string OrderBy, string Limit, string Set, string Returning);
