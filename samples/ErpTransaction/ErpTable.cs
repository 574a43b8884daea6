using System.Data.Common;

namespace ErpTransaction;

/// <summary>The ERP's own table of invoices, by plain ADO.NET.</summary>
internal sealed class ErpTable(DbDataSource database)
{
    public async Task CreateAsync()
    {
        await using var command = database.CreateCommand("CREATE TABLE IF NOT EXISTS erp_invoices (number text PRIMARY KEY, via text NOT NULL)");
        await command.ExecuteNonQueryAsync();
    }

    public static async Task InsertAsync(DbTransaction transaction, string number, string via)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO erp_invoices (number, via) VALUES (@number, @via)";
        Add(command, "@number", number);
        Add(command, "@via", via);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<bool> HasAsync(string number)
    {
        await using var command = database.CreateCommand("SELECT 1 FROM erp_invoices WHERE number = @number");
        Add(command, "@number", number);
        return await command.ExecuteScalarAsync() is not null;
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
