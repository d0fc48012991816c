using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TatumKms.Daemon.Tests.Support;

/// <summary>What a server does to a connection once a request's headers have come in.</summary>
internal delegate Task Behaviour(Socket connection, CancellationToken cancellationToken);

/// <summary>A server that need not speak HTTP as it should.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly Behaviour _behaviour;
    private int _requests;

    public RawServer(Behaviour behaviour)
    {
        _behaviour = behaviour;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public int Requests => _requests;

    /// <summary>Sends bytes and closes.</summary>
    public static Behaviour Say(string text) => async (connection, token) =>
    {
        await connection.SendAsync(Encoding.ASCII.GetBytes(text), token);
        connection.Shutdown(SocketShutdown.Send);
    };

    /// <summary>Sends bytes and leaves the connection open.</summary>
    public static Behaviour SayAndHang(string text) => async (connection, token) =>
    {
        await connection.SendAsync(Encoding.ASCII.GetBytes(text), token);
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
    };

    /// <summary>Resets the connection.</summary>
    public static Task Reset(Socket connection, CancellationToken cancellationToken)
    {
        connection.LingerState = new LingerOption(true, 0);
        connection.Close();
        return Task.CompletedTask;
    }

    /// <summary>Sends a byte now and then, for ever.</summary>
    public static async Task Drip(Socket connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"u8.ToArray(), cancellationToken);
        while (true)
        {
            await connection.SendAsync("x"u8.ToArray(), cancellationToken);
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Sends a body without end as fast as it can.</summary>
    public static async Task Flood(Socket connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancellationToken);
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string('x', 0x10000)}\r\n");
        while (true)
        {
            await connection.SendAsync(chunk, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        using (connection)
        {
            try
            {
                await ReadHeadersAsync(connection);
                Interlocked.Increment(ref _requests);
                await _behaviour(connection, _stop.Token);
            }
            catch (Exception gone) when (gone is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task ReadHeadersAsync(Socket connection)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (!received.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await connection.ReceiveAsync(buffer, _stop.Token);
            if (count == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            received.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
    }
}
