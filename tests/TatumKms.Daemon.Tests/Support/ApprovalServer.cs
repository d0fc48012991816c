using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TatumKms.Daemon.Tests.Support;

/// <summary>What a second pair of eyes was asked.</summary>
internal sealed record ApprovalRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>What a second pair of eyes does once it was asked: the socket, and the stream on it, which TLS may protect.</summary>
internal delegate Task ApprovalBehaviour(ApprovalRequest request, Socket socket, Stream stream, CancellationToken cancellationToken);

/// <summary>A second pair of eyes that need not speak HTTP as it should, and closes each connection after one answer.</summary>
internal sealed class ApprovalServer : IAsyncDisposable
{
    private readonly ConnectionListener _listener;
    private readonly X509Certificate2? _certificate;
    private int _connections;

    public ApprovalServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener = new ConnectionListener(AnswerAsync);
        Url = new Uri($"{(certificate is null ? "http" : "https")}://{_listener.Address}/approve");
    }

    public Uri Url { get; }

    /// <summary>What it does from now on.</summary>
    public ApprovalBehaviour Behaviour { get; set; } = (_, _, _, _) => Task.CompletedTask;

    /// <summary>How often somebody connected.</summary>
    public int Connections => _connections;

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task AnswerAsync(Socket socket, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _connections);
        await using var stream = await OpenAsync(socket, cancellationToken);
        await Behaviour(await ReadAsync(stream, cancellationToken), socket, stream, cancellationToken);
    }

    private async Task<Stream> OpenAsync(Socket socket, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket);
        if (_certificate is null)
        {
            return plain;
        }

        var protectedStream = new SslStream(plain);
        await protectedStream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, cancellationToken);
        return protectedStream;
    }

    private static async Task<ApprovalRequest> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var received = new List<byte>();
        var buffer = new byte[4096];
        int end;
        while ((end = Encoding.Latin1.GetString([.. received]).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            received.AddRange(buffer.AsSpan(0, await ReadSomeAsync(stream, buffer, cancellationToken)));
        }

        var lines = Encoding.Latin1.GetString([.. received[..end]]).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(line => line[0], line => line[1], StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
        while (received.Count < end + 4 + length)
        {
            received.AddRange(buffer.AsSpan(0, await ReadSomeAsync(stream, buffer, cancellationToken)));
        }

        var request = lines[0].Split(' ');
        return new ApprovalRequest(request[0], request[1], headers, [.. received[(end + 4)..]]);
    }

    private static async Task<int> ReadSomeAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
        await stream.ReadAsync(buffer, cancellationToken) is var count and > 0 ? count : throw new IOException("The client has gone.");
}
