using Microsoft.Extensions.Hosting;

namespace TatumKms.Sandbox.Http;

/// <summary>Leaves the process's signals alone: the sandbox is a guest in somebody else's process.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
