using System.Net;
using System.Net.Sockets;
using TatumKms.Core;

namespace TatumKms.Cli.Hosting.Monitoring;

/// <summary>Asks a running daemon of this machine how it fares, as a container's health check does.</summary>
internal sealed class HealthProbe(ListenAddress address, TimeProvider time)
{
    /// <summary>Less than what container engines commonly allow a health check.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Whether each loop of the daemon beats (<c>/livez</c>).</summary>
    /// <exception cref="KmsException">Nobody answers there (<see cref="KmsError.Api"/>).</exception>
    public async Task<bool> IsLiveAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectCallback = ConnectAsync };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost/livez");
        try
        {
            using var answer = await client.SendAsync(request, either.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception silence) when (silence is HttpRequestException || (silence is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new KmsException(
                KmsError.Api,
                "No daemon answers there.",
                "Give --listen (or TATUM_KMS_LISTEN) as the daemon has it, and see in its log whether it runs.",
                silence);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        EndPoint target = address switch
        {
            ListenAddress.UnixSocket file => new UnixDomainSocketEndPoint(file.Path),
            ListenAddress.Tcp { EndPoint: var all } when all.Address.Equals(IPAddress.Any) => new IPEndPoint(IPAddress.Loopback, all.Port),
            ListenAddress.Tcp { EndPoint: var all } when all.Address.Equals(IPAddress.IPv6Any) => new IPEndPoint(IPAddress.IPv6Loopback, all.Port),
            ListenAddress.Tcp one => one.EndPoint,
            _ => throw new InvalidOperationException($"{address.GetType().Name} cannot be asked."),
        };
        var socket = new Socket(target.AddressFamily, SocketType.Stream, target is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
