using System.Net.Sockets;
using System.Text;

namespace TatumKms.Daemon.Tests.Support;

/// <summary>What a server does to a connection once a request's headers have come in.</summary>
internal delegate Task Behaviour(Socket connection, CancellationToken cancellationToken);

/// <summary>A server that need not speak HTTP as it should.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly ConnectionListener _listener;
    private readonly Func<string, Behaviour> _behaviourFor;
    private int _requests;

    public RawServer(Behaviour behaviour)
        : this(_ => behaviour)
    {
    }

    /// <summary>A server that treats each request in its own way.</summary>
    /// <param name="behaviourFor">Gets what was received: the request line, the headers, perhaps more.</param>
    public RawServer(Func<string, Behaviour> behaviourFor)
    {
        _behaviourFor = behaviourFor;
        _listener = new ConnectionListener(AnswerAsync);
        Url = new Uri($"http://{_listener.Address}");
    }

    public Uri Url { get; }

    public int Requests => _requests;

    /// <summary>Sends bytes and closes.</summary>
    public static Behaviour Say(string text) => Say(Encoding.ASCII.GetBytes(text));

    /// <summary>Sends bytes and closes.</summary>
    public static Behaviour Say(byte[] bytes) => async (connection, token) =>
    {
        await connection.SendAsync(bytes, token);
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

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task AnswerAsync(Socket connection, CancellationToken cancellationToken)
    {
        var received = await ReadRequestAsync(connection, cancellationToken);
        Interlocked.Increment(ref _requests);
        await _behaviourFor(received)(connection, cancellationToken);
    }

    /// <summary>Reads the body, too: a connection that is closed with unread bytes may lose the answer.</summary>
    private static async Task<string> ReadRequestAsync(Socket connection, CancellationToken cancellationToken)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(received.ToString()))
        {
            var count = await connection.ReceiveAsync(buffer, cancellationToken);
            if (count == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            received.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return received.ToString();
    }

    private static bool IsWhole(string received)
    {
        const string length = "Content-Length: ";
        var end = received.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var announced = received.Split("\r\n").FirstOrDefault(line => line.StartsWith(length, StringComparison.OrdinalIgnoreCase));
        return announced is null || received.Length - end - 4 >= int.Parse(announced[length.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
