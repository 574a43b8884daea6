using System.Net;
using System.Net.Sockets;
using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

/// <summary>The published windows slide, and are counted per context and address.</summary>
public sealed class RateLimitTests
{
    private static async Task<(int Status, string? RetryAfter)> FromAsync(TestKsef ksef, string address)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = ksef.Emulator.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "limits/context");
        request.Headers.Authorization = new("Bearer", ksef.Client.Access);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task A_window_slides_and_each_context_and_address_has_its_own()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux answers on all of 127.0.0.0/8.");
        await using var ksef = await TestKsef.StartAsync(options: o => o with { Limits = EmulatorLimits.Production });
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal((200, null), await FromAsync(ksef, "127.0.0.1"));
            ksef.Time.Advance(TimeSpan.FromMilliseconds(50));
        }
        Assert.Equal((429, "1"), await FromAsync(ksef, "127.0.0.1"));
        Assert.Equal((200, null), await FromAsync(ksef, "127.0.0.2"));
        var own = ksef.Client.Access;
        await ksef.Client.LoginAsync(SampleInvoice.Buyer);
        Assert.Equal((200, null), await FromAsync(ksef, "127.0.0.1"));
        ksef.Client.Access = own;
        ksef.Time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 19; i++)
        {
            Assert.Equal((200, null), await FromAsync(ksef, "127.0.0.1"));
            ksef.Time.Advance(TimeSpan.FromMilliseconds(200));
        }
        var (status, wait) = await FromAsync(ksef, "127.0.0.1");
        Assert.Equal(429, status); // ten, the refused one, and nineteen: thirty within the minute
        Assert.InRange(int.Parse(wait!, System.Globalization.CultureInfo.InvariantCulture), 50, 60);
    }
}
