using Microsoft.Extensions.Hosting;

namespace TatumKms.Cli.Hosting;

/// <summary>A host that leaves the signals to others.</summary>
internal sealed class UnattendedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
