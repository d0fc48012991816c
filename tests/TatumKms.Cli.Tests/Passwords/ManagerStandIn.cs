using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TatumKms.Cli.Tests.Passwords;

/// <summary>A secret manager on this machine that gives one answer to everything.</summary>
internal sealed class ManagerStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<string> _paths = [];

    private ManagerStandIn(string body, int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(context =>
        {
            lock (_paths)
            {
                _paths.Add(context.Request.Path);
            }

            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The paths that were asked for.</summary>
    public IReadOnlyList<string> Paths
    {
        get
        {
            lock (_paths)
            {
                return [.. _paths];
            }
        }
    }

    public static async Task<ManagerStandIn> StartAsync(string body, int status = StatusCodes.Status200OK)
    {
        var standIn = new ManagerStandIn(body, status);
        await standIn._app.StartAsync();
        return standIn;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
