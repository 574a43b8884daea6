using Ksef.Offline.Outbox.Stores;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Guides;

/// <summary>The ERP's own row and the outbox row stand or fall together.</summary>
internal static class IssuingInYourTransaction
{
    public static async Task Run(string folder)
    {
        await using var shop = await Shop.OpenAsync(folder);
        var invoicing = shop.Invoicing;
        var outbox = shop.Outbox;
        var draft = Shop.Draft("FV/1");
        await using var connection = new SqliteConnection(shop.Connection);
        await connection.OpenAsync();
        await ExecuteAsync(connection, null, "CREATE TABLE orders (id INTEGER PRIMARY KEY, invoice TEXT NOT NULL)");

        #region readme-guide-transaction
        // Slow things first, outside the transaction: validation, mode, deadline, signatures.
        var invoice = draft.Issue(SystemClock.Instance.GetCurrentInstant());
        var document = await invoicing.PrepareAsync(invoice);

        // Then one short transaction of your own for both rows.
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, transaction, $"INSERT INTO orders (id, invoice) VALUES (1, '{invoice.Key}')");
        EnqueueOutcome outcome = await outbox.Store.EnqueueAsync(document.Prepared, transaction, CancellationToken.None);
        if (outcome is EnqueueOutcome.Conflict conflict)
            await transaction.RollbackAsync(); // the number is taken by other bytes: conflict.Existing, conflict.Offered
        else
            await transaction.CommitAsync();
        #endregion
        Expect.That(outcome is EnqueueOutcome.Added, "both rows were written");
        Expect.That(await invoicing.FindAsync(invoice.Key) is not null, "the outbox has it");

        await using (var given = await connection.BeginTransactionAsync())
        {
            var other = await invoicing.PrepareAsync(Shop.Draft("FV/2").Issue(SystemClock.Instance.GetCurrentInstant()));
            await outbox.Store.EnqueueAsync(other.Prepared, given, CancellationToken.None);
            await given.RollbackAsync();
            Expect.That(await invoicing.FindAsync(other.Invoice.Key) is null, "rolled back is not issued");
        }
    }

    private static async Task ExecuteAsync(SqliteConnection connection, System.Data.Common.DbTransaction? transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = (SqliteTransaction?)transaction;
        await command.ExecuteNonQueryAsync();
    }
}
