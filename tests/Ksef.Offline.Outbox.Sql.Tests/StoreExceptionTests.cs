using System.Data.Common;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>Whether something may have been committed: yes where nobody says what happened, no where the database itself says that it did not.</summary>
public sealed class StoreExceptionTests
{
    [Theory]
    [InlineData(null, true, SqlTrouble.ConnectionLost, true)]
    [InlineData("08006", true, SqlTrouble.ConnectionLost, true)]
    [InlineData("08P01", true, SqlTrouble.ConnectionLost, true)]
    [InlineData("57P01", true, SqlTrouble.ConnectionLost, false)]
    [InlineData("57014", true, SqlTrouble.Other, false)]
    [InlineData("53100", true, SqlTrouble.Full, false)]
    [InlineData("40001", true, SqlTrouble.Conflict, false)]
    [InlineData(null, false, SqlTrouble.ConnectionLost, false)]
    [InlineData("08006", false, SqlTrouble.ConnectionLost, false)]
    public void What_broke_in_a_commit_may_have_happened_unless_the_server_says_no(string? state, bool committing, SqlTrouble trouble, bool mayHaveCommitted)
    {
        var error = SqlStoreException.From(SqlDialect.PostgreSql, new Reported(state), committing);
        Assert.Equal((trouble, mayHaveCommitted), (error.Trouble, error.MayHaveCommitted));
        Assert.Contains(mayHaveCommitted ? "may have happened" : "Nothing was changed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("26000")]
    [InlineData("42P05")]
    public void A_pooler_of_transactions_in_the_way_is_named_and_what_to_do(string state) =>
        Assert.Contains(nameof(SqlDialect.PostgreSqlUnprepared), SqlStoreException.From(SqlDialect.PostgreSql, new Reported(state), committing: false).Message, StringComparison.Ordinal);

    [Fact]
    public void A_wire_that_breaks_in_a_commit_may_have_carried_it()
    {
        Assert.True(SqlStoreException.From(SqlDialect.PostgreSql, new IOException("reset"), committing: true).MayHaveCommitted);
        Assert.False(SqlStoreException.From(SqlDialect.PostgreSql, new IOException("reset"), committing: false).MayHaveCommitted);
    }

    private sealed class Reported(string? state) : DbException("reported")
    {
        public override string? SqlState => state;
    }
}
