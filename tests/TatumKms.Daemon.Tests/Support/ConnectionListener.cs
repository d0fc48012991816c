using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace TatumKms.Daemon.Tests.Support;

/// <summary>Hands each connection to this machine to a test server, and ends with it.</summary>
internal sealed class ConnectionListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Socket, CancellationToken, Task> _answer;
    private readonly Task _serving;

    /// <param name="answer">Answers on a connection, which is closed when it ends.</param>
    public ConnectionListener(Func<Socket, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _serving = ServeAsync();
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

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
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // Stopped while it waited for a connection, or between two of them.
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        using (connection)
        {
            try
            {
                await _answer(connection, _stop.Token);
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
            {
                // The client has gone, or the test is over.
            }
        }
    }
}
