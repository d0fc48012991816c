using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TatumKms.Core;
using TatumKms.Daemon.Monitoring;

namespace TatumKms.Cli.Hosting.Monitoring;

/// <summary>Serves health and metrics to whoever may connect. It only answers: nothing can be changed through it.</summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly WebApplication _application;

    private HealthServer(WebApplication application, string address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it listens, with the port that it got.</summary>
    public string Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="KmsException">The port or the socket is taken (<see cref="KmsError.InputOutput"/>).</exception>
    public static async Task<HealthServer> StartAsync(ListenAddress address, DaemonHealth health, CancellationToken cancellationToken)
    {
        var application = Build(address, health);
        try
        {
            if (address is ListenAddress.UnixSocket { Path: var path })
            {
                RemoveAbandoned(path);
            }

            await application.StartAsync(cancellationToken);
            if (address is ListenAddress.UnixSocket { Path: var socket } && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(socket, OwnersFile);
            }
        }
        catch (Exception cause) when (cause is IOException or SocketException or UnauthorizedAccessException)
        {
            await application.DisposeAsync();
            throw new KmsException(
                KmsError.InputOutput,
                $"Health and metrics cannot be served: {cause.Message}",
                "Choose another address with --listen; perhaps another daemon uses this one.",
                cause);
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new HealthServer(application, addresses.Addresses.Single());
    }

    /// <summary>Stops listening; requests in hand are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }

    private static WebApplication Build(ListenAddress address, DaemonHealth health)
    {
        // Empty: neither environment variables nor files of configuration decide where a signer listens.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, address));
        builder.Services.AddSingleton<IHostLifetime, UnattendedLifetime>();
        var application = builder.Build();
        application.Run(new HealthEndpoints(health).AnswerAsync);
        return application;
    }

    private static void Configure(KestrelServerOptions kestrel, ListenAddress address)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.MaxConcurrentConnections = 64;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        switch (address)
        {
            case ListenAddress.Tcp tcp:
                kestrel.Listen(tcp.EndPoint);
                break;
            case ListenAddress.UnixSocket socket:
                kestrel.ListenUnixSocket(socket.Path);
                break;
        }
    }

    /// <summary>
    /// A socket whose process was killed stays behind and would be in the way. One that answers is somebody's, and a file with
    /// contents is no socket.
    /// </summary>
    private static void RemoveAbandoned(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException nobody) when (nobody.SocketErrorCode == SocketError.ConnectionRefused && new FileInfo(path).Length == 0)
        {
            File.Delete(path);
        }
    }
}
