using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

/// <summary>Memory of a long run: what an invoice leaves behind is small, whatever its size, and nothing else grows.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class MemoryTests
{
    private const string Alone = "memory is measured alone";
    private const int Count = 4000;
    private const int GreatestBytesPerInvoice = 2500;

    [Fact]
    public async Task An_invoice_leaves_little_behind_in_memory_and_a_refused_one_too()
    {
        await using var ksef = await TestKsef.StartAsync();
        var client = ksef.Client;
        var session = await client.OpenAsync();
        async Task SendAsync(int from, int count)
        {
            for (var i = from; i < from + count; i++)
                await client.SendInvoiceAsync(session, i % 4 == 0 ? new byte[60_000] : SampleInvoice.Bytes($"FV/{i}", "2026-02-02"));
        }
        await SendAsync(0, 500);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(500, Count);
        var perInvoice = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count;
        Assert.True(perInvoice < GreatestBytesPerInvoice, $"{perInvoice:0} bytes per invoice");
        Assert.Equal(3375, ksef.Emulator.Invoices.Count);
    }

    [Fact]
    public async Task Challenges_and_lists_leave_nothing_behind()
    {
        await using var ksef = await TestKsef.StartAsync();
        async Task CallAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await ksef.Client.PostAsync("auth/challenge");
                ksef.Time.Advance(TimeSpan.FromMilliseconds(100));
                await ksef.Client.GetAsync("sessions?sessionType=Online&pageSize=10");
            }
        }
        await CallAsync(500);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await CallAsync(4000);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(growth < 2_000_000, $"{growth} bytes");
    }
}
