using System.Net.Http.Json;
using System.Text;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Tests;

/// <summary>What can come of invoices that go in one package.</summary>
public sealed class BatchWayTests
{
    [Fact]
    public async Task Duplicates_in_a_batch_are_success_where_the_bytes_are_ours_and_a_collision_where_they_are_not()
    {
        await using var bench = await Bench.StartAsync();
        var ours = SampleInvoice.Item("FV/1");
        var there = Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([ours]))[0]);
        var theirs = Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([SampleInvoice.Item("FV/2", service: "Inna usługa")]))[0]);

        var outcomes = await bench.DriveAsync([ours, SampleInvoice.Item("FV/2"), SampleInvoice.Item("FV/3"), SampleInvoice.Item("FV/4", date: "2026-03-02")], SendingWay.Batch);

        Assert.Equal(there.Number, Assert.IsType<GatewayOutcome.Accepted>(outcomes[0]).Number);
        var collision = Assert.IsType<GatewayOutcome.Rejected>(outcomes[1]);
        Assert.Equal((RejectionKind.NumberCollision, (KsefNumber?)theirs.Number), (collision.Kind, collision.Original));
        Assert.IsType<GatewayOutcome.Accepted>(outcomes[2]);
        Assert.Equal(RejectionKind.Semantic, Assert.IsType<GatewayOutcome.Rejected>(outcomes[3]).Kind);
        Assert.Equal(3, bench.Ksef.Invoices.Count);
    }

    [Fact]
    public async Task A_file_with_an_attachment_may_have_three_megabytes_and_goes_by_batch()
    {
        await using var bench = await Bench.StartAsync();
        using (var consent = await bench.Http.PostAsJsonAsync(new Uri(bench.Ksef.BaseAddress, "testdata/attachment"), new { nip = SampleInvoice.Seller }, TestContext.Current.CancellationToken)) consent.EnsureSuccessStatusCode();
        var large = WithAttachment("FV/1", 2_900_000);

        Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([large], SendingWay.Batch))[0]);

        var tooLarge = Assert.IsType<GatewayOutcome.NotSent>((await bench.SendBatchAsync([WithAttachment("FV/2", 3_000_001)]))[0]);
        Assert.True(tooLarge.NeedsPerson);
        Assert.StartsWith("KO6002", tooLarge.Reason, StringComparison.Ordinal);
        Assert.Equal(RejectionKind.Attachment, Assert.IsType<GatewayOutcome.Rejected>((await bench.DriveAsync([WithAttachment("FV/3", 10_000)]))[0]).Kind);
    }

    private static ConsignmentItem WithAttachment(string number, int size)
    {
        const string Attachment = "<Zalacznik><BlokDanych><MetaDane><ZKlucz>Okres</ZKlucz><ZWartosc>2026-01</ZWartosc></MetaDane></BlokDanych></Zalacznik></Faktura>";
        var text = Encoding.UTF8.GetString(SampleInvoice.Bytes(number)).Replace("</Faktura>", Attachment, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text + new string(' ', Math.Max(0, size - Encoding.UTF8.GetByteCount(text))));
        var invoice = IssuedInvoice.Read(bytes);
        return new ConsignmentItem(invoice.Key, invoice.Bytes, invoice.Hash, invoice.IssueDate);
    }
}
