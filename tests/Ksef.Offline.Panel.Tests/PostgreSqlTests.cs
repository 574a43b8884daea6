using System.Globalization;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.TestKit;
using Npgsql;
using Panel.Demo;
using Panel.Starting;

namespace Ksef.Offline.Panel.Tests;

/// <summary>The same pages over PostgreSQL, opened so that the server itself refuses writing.</summary>
public sealed class PostgreSqlTests
{
    [Fact]
    public async Task Every_page_answers_over_postgresql_and_nothing_can_be_written()
    {
        var server = Environment.GetEnvironmentVariable("KSEF_OFFLINE_POSTGRES");
        if (string.IsNullOrEmpty(server)) Assert.Skip("no PostgreSQL: name one in KSEF_OFFLINE_POSTGRES (tests/postgres.sh starts one)");
        var (token, schema) = (TestContext.Current.CancellationToken, string.Create(CultureInfo.InvariantCulture, $"panel_{Guid.NewGuid():N}"));
        var connection = new NpgsqlConnectionStringBuilder(server) { SearchPath = schema }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(connection);
        await ExecuteAsync(source, $"CREATE SCHEMA {schema}");
        try
        {
            await using (var outbox = new SqlOutbox(source, SqlDialect.PostgreSql))
            {
                await outbox.MigrateAsync(token);
                await new DemoStory(outbox, NodaTime.Instant.FromDateTimeOffset(RunningPanel.Now)).TellAsync(token);
            }
            await using var open = await PanelOutbox.OpenAsync("postgres:" + connection, writable: false, token);
            await using var panel = await PanelHost.StartAsync(new PanelOptions { Db = "postgres:" + connection, Url = new Uri("http://127.0.0.1:0") }, open, new ManualTime(RunningPanel.Now), token);
            using var http = new HttpClient { BaseAddress = panel.Address };
            foreach (var page in PageTests.Pages) Assert.Empty(HtmlShape.Errors(await http.GetStringAsync(page, token)));
            foreach (var broken in new[] { "/register?q=%00", "/invoice?key=5261040828%2FVAT%2F%00", "/evidence.zip?key=5261040828%2FVAT%2Fa%00b", "/incident?id=%00" })
            {
                using var answer = await http.GetAsync(broken, token);
                Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
            }
            var refused = await Assert.ThrowsAsync<SqlStoreException>(() => Entries.AddAsync(open.Outbox, "X", new NodaTime.LocalDate(2026, 11, 17)));
            Assert.Contains("read-only", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            await ExecuteAsync(source, $"DROP SCHEMA {schema} CASCADE");
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
