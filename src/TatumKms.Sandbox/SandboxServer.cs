using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TatumKms.Core;
using TatumKms.Sandbox.Http;

namespace TatumKms.Sandbox;

/// <summary>
/// The KMS endpoints of the Tatum v3 API on this machine: hands out pending transactions, takes signed ones, and remembers
/// everything that it was asked. It has a second pair of eyes, too. Listens on 127.0.0.1 only; keeps nothing on disk.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    /// <summary>Room for 25,000 signature ids and for the largest transactions.</summary>
    private const long MaxRequestBytes = 32L * 1024 * 1024;

    private readonly WebApplication _application;

    private SandboxServer(WebApplication application, SandboxState state, Uri url)
    {
        _application = application;
        State = state;
        Url = url;
    }

    /// <summary>The base of the API: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Url { get; }

    /// <summary>The base of the second pair of eyes, to which <c>/{id}</c> is added.</summary>
    public Uri ApprovalUrl => new(Url, ApprovalEndpoints.Path);

    /// <summary>What the sandbox holds and what it received.</summary>
    public SandboxState State { get; }

    /// <summary>Starts a sandbox; on return it listens.</summary>
    /// <exception cref="KmsException">The port is taken (<see cref="KmsError.InputOutput"/>).</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var state = new SandboxState();
        var application = Build(options, state);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            await application.DisposeAsync();
            throw new KmsException(
                KmsError.InputOutput,
                $"The sandbox cannot listen on port {options.Port} of 127.0.0.1.",
                "Choose another port, or 0 for any free one.",
                exception);
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new SandboxServer(application, state, new Uri(addresses.Addresses.Single()));
    }

    /// <summary>Stops listening; requests in hand are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }

    private static WebApplication Build(SandboxOptions options, SandboxState state)
    {
        // Empty: no environment variables, no configuration files, no logging of somebody else's process.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();

        var application = builder.Build();
        application.Use(new RequestLog(state).InvokeAsync);
        application.Use(new FaultGate(state, options).InvokeAsync);
        application.Use(new ApiKeyGate(options).InvokeAsync);
        application.UseRouting();
        new PendingEndpoints(state).Map(application);
        new BroadcastEndpoints(state, options).Map(application);
        new ReportEndpoints(state).Map(application);
        new ApprovalEndpoints(state, options).Map(application);
        new ControlEndpoints(state).Map(application);
        new LookUpEndpoints(options).Map(application);
        return application;
    }
}
