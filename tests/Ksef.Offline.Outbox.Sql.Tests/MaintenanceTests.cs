using System.Data.Common;
using System.Globalization;
using System.Text;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Tests.PostgreSql;
using Ksef.Offline.Outbox.Sql.Tests.Sqlite;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>Retention, clock and restored backups, on every dialect; and what an enqueue finds where something was there before it.</summary>
public abstract class MaintenanceTests : IAsyncLifetime
{
    private static readonly LocalDate Old = new(2015, 12, 31);
    private SqlOutbox _outbox = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract DbDataSource Source { get; }

    protected abstract SqlDialect Dialect { get; }

    public async ValueTask InitializeAsync()
    {
        _outbox = new SqlOutbox(Source, Dialect);
        await _outbox.MigrateAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask RemoveAsync();

    [Theory]
    [InlineData("2036-12-31", 10, "2026-01-01")]
    [InlineData("2037-01-01", 10, "2027-01-01")]
    [InlineData("2028-02-29", 5, "2023-01-01")]
    public void An_invoice_is_kept_to_the_end_of_the_year_that_lies_so_many_years_after_its_issue(string today, int years, string keptFrom)
    {
        Assert.Equal(Date(keptFrom), SqlMaintenance.KeptFrom(Date(today), Period.FromYears(years)));
        if (years == 10) Assert.Equal(Date(keptFrom), SqlMaintenance.KeptFrom(Date(today)));

        static LocalDate Date(string text) => LocalDate.FromDateOnly(DateOnly.Parse(text, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_entry_has_one_chain_whether_its_key_can_be_read_or_not() =>
        Assert.Equal(EvidenceChains.Of(SmallEntry.Key("FV/1")), EvidenceRows.ChainOf(SmallEntry.Key("FV/1").ToString()));

    [Fact]
    public async Task After_retention_bytes_and_payloads_are_gone_and_duplicates_and_tampering_are_still_found()
    {
        var old = await AcceptedAsync("FV/old", Old);
        await AcceptedAsync("FV/kept", Old.PlusDays(1));
        await EnqueueAsync("FV/unsent", Old);
        Assert.Equal(1, await _outbox.Maintenance.EraseAsync(Old.PlusDays(1), 100, Cancel));
        var erased = await FindAsync("FV/old");
        Assert.Equal((true, old.Entry.Hash, OutboxState.Accepted), (erased.Bytes.IsEmpty, erased.Hash, erased.State));
        Assert.NotNull(erased.Acceptance);
        Assert.False((await FindAsync("FV/kept")).Bytes.IsEmpty);
        Assert.False((await FindAsync("FV/unsent")).Bytes.IsEmpty);
        var chain = await _outbox.Evidence.ReadAsync(EvidenceChains.Of(SmallEntry.Key("FV/old")), Cancel).ToListAsync(Cancel);
        Assert.Null(EvidenceChains.FirstBroken(chain));
        Assert.All(chain, r => Assert.Null(r.Payload));
        Assert.Contains(chain, r => r.PayloadHash is not null);
        // Ten years later the same file comes again: it is recognised, and its bytes stay erased.
        Assert.IsType<EnqueueOutcome.AlreadyPresent>(await _outbox.Store.EnqueueAsync(old, Cancel));
        Assert.IsType<EnqueueOutcome.Conflict>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/old", [9]), Cancel));
        Assert.True((await FindAsync("FV/old")).Bytes.IsEmpty);
        Assert.Equal(0, await _outbox.Maintenance.EraseAsync(Old.PlusDays(1), 100, Cancel));
    }

    [Fact]
    public async Task Erasing_goes_in_short_steps_oldest_first()
    {
        foreach (var i in Enumerable.Range(0, 7)) await AcceptedAsync($"FV/{i}", Old.PlusDays(-i));
        Assert.Equal(3, await _outbox.Maintenance.EraseAsync(Old.PlusDays(1), 3, Cancel));
        Assert.Equal(["FV/0", "FV/1", "FV/2", "FV/3"], await WithBytesAsync());
        Assert.Equal(3, await _outbox.Maintenance.EraseAsync(Old.PlusDays(1), 3, Cancel));
        Assert.Equal(1, await _outbox.Maintenance.EraseAsync(Old.PlusDays(1), 3, Cancel));
        Assert.Empty(await WithBytesAsync());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _outbox.Maintenance.EraseAsync(Old, 0, Cancel));
    }

    [Fact]
    public async Task An_operator_who_takes_an_erased_invoice_up_finds_it_as_it_was()
    {
        var prepared = await AcceptedAsync("FV/1", Old);
        await _outbox.Maintenance.EraseAsync(Old.PlusDays(1), 10, Cancel);
        var request = new LeaseRequest("shop", SmallEntry.Noon, Duration.FromMinutes(2), 1, "Anna", Keys: [prepared.Entry.Key]);
        Assert.Equal(OutboxState.Accepted, Assert.Single(await _outbox.Store.LeaseAsync(request, Cancel)).Entry.State);
        Assert.Equal(OutboxState.Accepted, (await FindAsync("FV/1")).State);
    }

    [Fact]
    public async Task What_is_finished_lies_outside_of_the_indexes_of_the_hot_path()
    {
        await AcceptedAsync("FV/1", Old);
        await EnqueueAsync("FV/2", Old);
        Assert.Equal(0, await NumberAsync("SELECT COUNT(*) FROM ksef_entry WHERE state = 4 AND (queue_day IS NOT NULL OR queue_due IS NOT NULL OR shelf IS NOT NULL)"));
        Assert.Equal(1, await NumberAsync("SELECT COUNT(*) FROM ksef_entry WHERE queue_day IS NOT NULL AND shelf = 0"));
    }

    [Fact]
    public async Task A_clock_that_ran_ahead_is_set_right_by_a_person()
    {
        var tomorrow = new LeaseRequest("shop", SmallEntry.Noon + Duration.FromDays(1), Duration.FromMinutes(2), 1, "wrong clock");
        await _outbox.Store.LeaseAsync(tomorrow, Cancel);
        await Assert.ThrowsAsync<OutboxClockException>(() => _outbox.Store.LeaseAsync(tomorrow with { Now = SmallEntry.Noon }, Cancel));
        await _outbox.Maintenance.SetClockAsync(SmallEntry.Noon, Cancel);
        Assert.Empty(await _outbox.Store.LeaseAsync(tomorrow with { Now = SmallEntry.Noon }, Cancel));
    }

    [Fact]
    public async Task A_clock_that_another_process_has_shown_meanwhile_refuses_one_that_was_seen_a_moment_ago()
    {
        foreach (var number in new[] { "FV/1", "FV/2", "FV/3" }) await EnqueueAsync(number, Old);
        await using var other = new SqlOutbox(Source, Dialect);
        var request = new LeaseRequest("shop", SmallEntry.Noon, Duration.FromMinutes(2), 1, "worker");
        Assert.Single(await _outbox.Store.LeaseAsync(request, Cancel));
        Assert.Single(await _outbox.Store.LeaseAsync(request with { Now = SmallEntry.Noon + Duration.FromMilliseconds(300) }, Cancel));
        Assert.Single(await other.Store.LeaseAsync(request with { Now = SmallEntry.Noon + Duration.FromHours(1) }, Cancel));
        await Assert.ThrowsAsync<OutboxClockException>(() => _outbox.Store.LeaseAsync(request with { Now = SmallEntry.Noon + Duration.FromMilliseconds(600), Max = 10 }, Cancel));
        // Nothing was taken by the call that was refused: the lease of the other process is the only one that still holds.
        Assert.Equal(2, (await other.Store.LeaseAsync(request with { Now = SmallEntry.Noon + Duration.FromHours(1), Max = 10 }, Cancel)).Count);
    }

    [Fact]
    public async Task Instants_shown_by_leases_alone_raise_the_clock()
    {
        // Each finds something to do, so that none has a reason to look at the clock but the clock itself.
        await EnqueueAsync("FV/1", Old);
        await using var other = new SqlOutbox(Source, Dialect);
        var request = new LeaseRequest("shop", SmallEntry.Noon, Duration.FromTicks(1), 1, "worker");
        for (var step = 0; step < 200; step++) Assert.Single(await _outbox.Store.LeaseAsync(request with { Now = SmallEntry.Noon + Duration.FromMilliseconds(step * 400) }, Cancel));
        await Assert.ThrowsAsync<OutboxClockException>(() => other.Store.LeaseAsync(request, Cancel));
    }

    [Fact]
    public async Task Leases_of_any_size_take_as_many_as_they_say()
    {
        foreach (var i in Enumerable.Range(0, 60)) await EnqueueAsync($"FV/{i:D2}", Old);
        var now = SmallEntry.Noon;
        foreach (var max in Enumerable.Range(1, 25).Append(60).Append(61))
        {
            now += Duration.FromHours(1);
            Assert.Equal(Math.Min(max, 60), (await _outbox.Store.LeaseAsync(new LeaseRequest("shop", now, Duration.FromMinutes(2), max, "worker"), Cancel)).Count);
        }
    }

    [Fact]
    public async Task After_a_restored_backup_everything_in_work_is_looked_for_and_no_number_is_given_again()
    {
        var numbered = SmallEntry.Prepared("FV/numbered");
        numbered = numbered with { Entry = numbered.Entry with { Reference = new OffReference("OFF/2026", 0) } };
        await _outbox.Store.EnqueueAsync(numbered, Cancel);
        await AcceptedAsync("FV/accepted", Old);
        await EnqueueAsync("FV/leased", Old);
        var leased = Assert.Single(await LeaseAsync("FV/leased"));
        var evidence = new EvidenceDraft(SmallEntry.Noon, "admin", EvidenceKind.Decision, "the backup of Friday was restored, the disk had died");
        Assert.Equal(2, await _outbox.Maintenance.AfterRestoreAsync(evidence, 100, Cancel));
        foreach (var number in new[] { "FV/numbered", "FV/leased" })
        {
            var entry = await FindAsync(number);
            Assert.Equal((OutboxState.Unknown, true), (entry.State, entry.LastSendingAt is not null));
        }
        Assert.Equal(OutboxState.Accepted, (await FindAsync("FV/accepted")).State);
        Assert.Equal([false], await _outbox.Store.CommitAsync([Accepted(leased)], SmallEntry.Noon, Cancel));
        Assert.Equal(2, (await _outbox.Store.LeaseAsync(new LeaseRequest("shop", SmallEntry.Noon, Duration.FromMinutes(2), 10, "worker", SettleOnly: true), Cancel)).Count);
        var next = await _outbox.Store.EnqueueAsync(numbered with { Entry = numbered.Entry with { Key = SmallEntry.Key("FV/next") } }, Cancel);
        Assert.Equal(102, Assert.IsType<EnqueueOutcome.Added>(next).Entry.Reference.Number);
        var chain = await _outbox.Evidence.ReadAsync(EvidenceChains.OfIncident("restored backup"), Cancel).ToListAsync(Cancel);
        Assert.Equal(evidence.Text, Assert.Single(chain).Text);
    }

    [Fact]
    public async Task Evidence_that_was_there_before_its_invoice_is_continued()
    {
        var prepared = SmallEntry.Prepared("FV/1") with { Evidence = [SmallEntry.Draft("issued"), SmallEntry.Draft("printed")] };
        var chain = EvidenceChains.Of(prepared.Entry.Key);
        await _outbox.Evidence.AppendAsync(chain, [SmallEntry.Draft("ordered")], Cancel);
        Assert.IsType<EnqueueOutcome.Added>(await _outbox.Store.EnqueueAsync(prepared, Cancel));
        Assert.IsType<EnqueueOutcome.AlreadyPresent>(await _outbox.Store.EnqueueAsync(prepared, Cancel));
        var records = await _outbox.Evidence.ReadAsync(chain, Cancel).ToListAsync(Cancel);
        Assert.Equal(["ordered", "issued", "printed"], records.Select(r => r.Text));
        Assert.Null(EvidenceChains.FirstBroken(records));
    }

    [Theory]
    [InlineData(2, "DELETE FROM ksef_entry")]
    [InlineData(0, "DELETE FROM ksef_entry", "DELETE FROM ksef_evidence")]
    public async Task An_entry_deleted_by_hand_is_not_written_anew_over_what_it_left_behind(int records, params string[] edits)
    {
        await EnqueueAsync("FV/1", Old);
        await using (var connection = await Source.OpenConnectionAsync(Cancel))
        {
            foreach (var edit in edits)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = edit;
                await command.ExecuteNonQueryAsync(Cancel);
            }
        }
        var error = await Assert.ThrowsAsync<SqlStoreException>(() => _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1", [1, 2, 3]), Cancel));
        Assert.Equal(SqlTrouble.Damaged, error.Trouble);
        Assert.Contains("ksef_body '5261040828/VAT/FV/1'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await NumberAsync("SELECT COUNT(*) FROM ksef_entry"));
        Assert.Equal(records, await NumberAsync("SELECT COUNT(*) FROM ksef_evidence"));
    }

    private static LeaseCommit Accepted(LeasedEntry leased) => new(leased, EntryTransitions.Apply(leased.Entry, new OutboxEvent.Answered(
        SmallEntry.Noon, "worker",
        new GatewayOutcome.Accepted(leased.Entry.Key, KsefNumber.Create(leased.Entry.Key.SellerNip, new LocalDate(2026, 11, 20), 1), SmallEntry.Noon, SmallEntry.Noon, true, new SubmissionReference("S-1", "I-1")), null)));

    private Task<IReadOnlyList<LeasedEntry>> LeaseAsync(string number) =>
        _outbox.Store.LeaseAsync(new LeaseRequest("shop", SmallEntry.Noon, Duration.FromMinutes(2), 1, "worker", Keys: [SmallEntry.Key(number)]), Cancel);

    private async Task<PreparedInvoice> EnqueueAsync(string number, LocalDate issued)
    {
        var prepared = SmallEntry.Prepared(number);
        prepared = new PreparedInvoice(
            prepared.Entry with { IssueDate = issued },
            [SmallEntry.Draft("issued"), SmallEntry.Draft("scan") with { PayloadName = "scan.txt", Payload = Encoding.UTF8.GetBytes("a buyer's name") }]);
        Assert.IsType<EnqueueOutcome.Added>(await _outbox.Store.EnqueueAsync(prepared, Cancel));
        return prepared;
    }

    private async Task<PreparedInvoice> AcceptedAsync(string number, LocalDate issued)
    {
        var prepared = await EnqueueAsync(number, issued);
        Assert.Equal([true], await _outbox.Store.CommitAsync([Accepted(Assert.Single(await LeaseAsync(number)))], SmallEntry.Noon, Cancel));
        return prepared;
    }

    private async Task<Entries.OutboxEntry> FindAsync(string number) => Assert.IsType<Entries.OutboxEntry>(await _outbox.Store.FindAsync(SmallEntry.Key(number), Cancel));

    private async Task<List<string>> WithBytesAsync() =>
        await _outbox.Store.ReadAsync(new OutboxQuery { WithBytes = true }, Cancel).Where(e => !e.Bytes.IsEmpty).Select(e => e.Key.Number).ToListAsync(Cancel);

    private async Task<long> NumberAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancel), CultureInfo.InvariantCulture);
    }

    public sealed class OnSqlite : MaintenanceTests
    {
        private readonly SqliteFile _file = new();

        protected override DbDataSource Source => _file.Source;

        protected override SqlDialect Dialect => SqlDialect.Sqlite;

        protected override ValueTask RemoveAsync() => _file.DisposeAsync();
    }

    public sealed class OnPostgreSql : MaintenanceTests
    {
        private readonly PostgreSqlSchema _schema = new();

        protected override DbDataSource Source => _schema.Source;

        protected override SqlDialect Dialect => SqlDialect.PostgreSql;

        protected override ValueTask RemoveAsync() => _schema.DisposeAsync();
    }
}
