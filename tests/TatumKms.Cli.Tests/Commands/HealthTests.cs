using System.Net;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

[UnsupportedOSPlatform("windows")]
public sealed class HealthTests : IDisposable
{
    private readonly TestMachine _machine = new();

    [Theory]
    [InlineData(StatusCodes.Status200OK, 0)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, 8)]
    [InlineData(StatusCodes.Status302Found, 8)]
    public async Task The_exit_code_says_what_the_daemon_answers(int status, int exitCode)
    {
        await using var daemon = await StartAsync("127.0.0.1:0", status);

        var run = await _machine.RunAsync("health", $"--listen=127.0.0.1:{PortOf(daemon)}");

        Assert.True(run.ExitCode == exitCode, run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_daemon_that_listens_everywhere_is_asked_on_this_machine()
    {
        await using var daemon = await StartAsync("127.0.0.1:0", StatusCodes.Status200OK);
        _machine.Environment["TATUM_KMS_LISTEN"] = $"0.0.0.0:{PortOf(daemon)}";

        Assert.Equal(0, (await _machine.RunAsync("health")).ExitCode);
    }

    [Fact]
    public async Task A_daemon_that_listens_at_a_socket_is_asked_there()
    {
        var socket = Path.Combine(_machine.Folder, "s");
        await using var daemon = await StartAsync($"unix:{socket}", StatusCodes.Status200OK);

        Assert.Equal(0, (await _machine.RunAsync("health", $"--listen=unix:{socket}")).ExitCode);
    }

    [Fact]
    public async Task Where_nobody_answers_a_sentence_says_what_to_do() =>
        (await _machine.RunAsync("health", $"--listen=unix:{Path.Combine(_machine.Folder, "nobody")}")).Fails(ExitCode.Api, "No daemon answers there.");

    [Fact]
    public async Task Without_an_address_a_sentence_says_what_is_missing() =>
        (await _machine.RunAsync("health")).Fails(ExitCode.Configuration, "It is not known where the daemon listens.");

    public void Dispose() => _machine.Dispose();

    private static int PortOf(WebApplication daemon) => new Uri(daemon.Urls.Single()).Port;

    private static async Task<WebApplication> StartAsync(string address, int status)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            if (address.StartsWith("unix:", StringComparison.Ordinal))
            {
                kestrel.ListenUnixSocket(address["unix:".Length..]);
            }
            else
            {
                kestrel.Listen(IPEndPoint.Parse(address));
            }
        });
        var application = builder.Build();
        application.Run(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/livez" ? status : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return application;
    }
}
