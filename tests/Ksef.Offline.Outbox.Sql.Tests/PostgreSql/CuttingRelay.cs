using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Ksef.Offline.Outbox.Sql.Tests.PostgreSql;

/// <summary>
/// Stands between the store and the server on the loopback and cuts the connection at the message that commits: before the server hears of it, or after the server has done it and before the
/// store hears of that.
/// </summary>
internal sealed class CuttingRelay : IAsyncDisposable
{
    // A simple query of the protocol: 'Q', the length, the text with its zero.
    private static readonly byte[] Commit = "Q\0\0\0\u000bCOMMIT\0"u8.ToArray();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private Cut _next;
    private byte[] _mark = [];

    public CuttingRelay(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        (_host, _port) = (server.Host!, server.Port);
        _listener.Start();
        // No pool: every operation has a connection of its own, and none is found broken from the cut before.
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, Pooling = false, SslMode = SslMode.Disable }.ConnectionString;
        _accepting = AcceptAsync();
    }

    public enum Cut
    {
        None,
        BeforeCommit,
        AfterCommit,
    }

    public string ConnectionString { get; }

    public int Cuts { get; private set; }

    /// <summary>Cuts once: at the next COMMIT, or at the next message that holds a value where a statement commits by itself.</summary>
    public void CutNext(Cut cut, string? value = null) => (_mark, _next) = (value is null ? Commit : Encoding.UTF8.GetBytes(value), cut);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = RelayAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(_host, _port, _closing.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            var (toServer, toClient) = (far.GetStream(), near.GetStream());
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            var answers = CopyAnswersAsync(toServer, toClient, cut.Token);
            var buffer = new byte[1 << 16];
            while (await toClient.ReadAsync(buffer, cut.Token) is > 0 and var read)
            {
                var now = _next != Cut.None && buffer.AsSpan(0, read).IndexOf(_mark) >= 0 ? _next : Cut.None;
                if (now != Cut.None)
                {
                    (_next, Cuts) = (Cut.None, Cuts + 1);
                    // The answer must not slip through: its copying ends before the server hears of the commit.
                    await cut.CancelAsync();
                    await answers;
                    if (now == Cut.AfterCommit)
                    {
                        await toServer.WriteAsync(buffer.AsMemory(0, read), _closing.Token);
                        // The server answers when the commit is done.
                        await toServer.ReadAtLeastAsync(new byte[1], 1, cancellationToken: _closing.Token);
                    }
                    near.Client.Close(0);
                    return;
                }
                await toServer.WriteAsync(buffer.AsMemory(0, read), cut.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // One side has gone; closing the other is all there is to do.
        }
    }

    private static async Task CopyAnswersAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        try
        {
            await from.CopyToAsync(to, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The same.
        }
    }
}
