using System.Text;
using Ksef.Offline.Http.Batch;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Tests;

public sealed class BadInputTests
{
    [Fact]
    public async Task What_cannot_be_sent_is_found_before_anything_is_sent()
    {
        await using var bench = await Bench.StartAsync();
        var good = SampleInvoice.Item("FV/1");
        byte[] latin = [.. good.Bytes.ToArray()[..^1], 0xB9];
        var other = Encoding.UTF8.GetBytes("<Faktura xmlns=\"http://crd.gov.pl/wzor/2023/06/29/12648/\"/>");
        (ConsignmentItem Item, string Code)[] rows =
        [
            (good with { Hash = InvoiceHash.Of([1]) }, "KO6001"), (SampleInvoice.Item("FV/2", padding: 1_000_000), "KO6002"),
            (good with { Bytes = latin, Hash = InvoiceHash.Of(latin) }, "KO6003"), (good with { Bytes = other, Hash = InvoiceHash.Of(other) }, "KO6004"),
        ];

        foreach (var (item, code) in rows)
        {
            var outcome = Assert.IsType<GatewayOutcome.NotSent>(await bench.SendAsync(item));
            Assert.True(outcome.NeedsPerson);
            Assert.StartsWith(code, outcome.Reason, StringComparison.Ordinal);
        }
        Assert.Empty(bench.Marks.Steps);
        Assert.StartsWith("KO6005", Assert.IsType<GatewayOutcome.NotSent>((await bench.SendBatchAsync([good with { Corrects = good.Hash }]))[0]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_host_is_not_sent_and_says_so()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var credential = new KsefTokenCredential("token");
        var options = new KsefGatewayOptions { Environment = KsefEnvironment.Custom("nowhere", new Uri("http://127.0.0.1:1/v2/"), null, "localhost"), Retries = 0 };
        await using var gateway = new KsefGateway(options, http, TimeProvider.System, credential);

        var outcome = (await gateway.SubmitAsync(new Consignment(Bench.Taxpayer, SendingWay.Interactive, true, [SampleInvoice.Item("FV/1")]), new RecordingLog(), TestContext.Current.CancellationToken))[0];

        Assert.Contains("no connection", Assert.IsType<GatewayOutcome.NotSent>(outcome).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PackageFormat.TarGz)]
    [InlineData(PackageFormat.Zip)]
    public async Task A_package_in_many_parts_from_a_folder_arrives_whole_and_leaves_nothing_behind(PackageFormat format)
    {
        var folder = Directory.CreateTempSubdirectory("spool");
        try
        {
            await using var bench = await Bench.StartAsync(o => o with { PackageFormat = format, PartSize = 500, PartSpool = new FolderPartSpool(folder.FullName) });

            var outcomes = await bench.DriveAsync([.. Enumerable.Range(1, 10).Select(n => SampleInvoice.Item($"FV/{n}"))], SendingWay.Batch);

            Assert.All(outcomes, o => Assert.IsType<GatewayOutcome.Accepted>(o));
            Assert.Equal(10, bench.Ksef.Invoices.Count);
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_package_of_too_many_parts_is_found_before_a_session_is_opened()
    {
        await using var bench = await Bench.StartAsync(o => o with { PartSize = 10 });

        var outcome = Assert.IsType<GatewayOutcome.NotSent>((await bench.SendBatchAsync([SampleInvoice.Item("FV/1")]))[0]);

        Assert.True(outcome.NeedsPerson);
        Assert.StartsWith("KO6006", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Marks.Steps);
    }

    [Fact]
    public async Task A_spool_that_cannot_be_written_is_not_sent_and_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("spool");
        await using var bench = await Bench.StartAsync(o => o with { PartSpool = new FolderPartSpool(folder.FullName) });
        folder.Delete();

        var outcome = Assert.IsType<GatewayOutcome.NotSent>((await bench.SendBatchAsync([SampleInvoice.Item("FV/1")]))[0]);

        Assert.StartsWith("KO6007", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(bench.Marks.Steps);
    }

    [Fact]
    public async Task A_disk_that_fills_up_is_not_sent_and_left_as_it_was()
    {
        var spool = new TroubledSpool { FullAfter = 3 };
        await using var bench = await Bench.StartAsync(o => o with { PartSpool = spool, PartSize = 200 });

        var outcome = Assert.IsType<GatewayOutcome.NotSent>((await bench.SendBatchAsync([SampleInvoice.Item("FV/1")]))[0]);

        Assert.StartsWith("KO6007", outcome.Reason, StringComparison.Ordinal);
        Assert.True(spool.Created.Count >= 3);
        Assert.Empty(spool.Created.Except(spool.Deleted));
    }

    [Fact]
    public async Task A_part_that_cannot_be_deleted_hides_no_outcome()
    {
        await using var bench = await Bench.StartAsync(o => o with { PartSpool = new TroubledSpool { KeepsParts = true } });

        Assert.IsType<GatewayOutcome.Pending>((await bench.SendBatchAsync([SampleInvoice.Item("FV/1")]))[0]);

        Assert.Contains(bench.Logger.Lines, l => l.Text.Contains("still holds part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_spool_that_may_not_be_written_is_not_sent_and_says_so()
    {
        await using var bench = await Bench.StartAsync(o => o with { PartSpool = new TroubledSpool { Forbidden = true } });

        var outcome = Assert.IsType<GatewayOutcome.NotSent>((await bench.SendBatchAsync([SampleInvoice.Item("FV/1")]))[0]);

        Assert.StartsWith("KO6007", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_do_not_fit_are_named_together()
    {
        var options = new KsefGatewayOptions { Environment = KsefEnvironment.Test, Retries = 11, PartSize = 0 };

        var message = Assert.Throws<ArgumentException>(options.Validate).Message;

        Assert.Contains("Retries (11)", message, StringComparison.Ordinal);
        Assert.Contains("PartSize (0)", message, StringComparison.Ordinal);
    }
}
