using System.Globalization;
using TatumKms.Daemon.Monitoring;

namespace TatumKms.Cli.Hosting.Monitoring;

/// <summary>Keeps the service manager informed while the daemon runs: ready, alive, its state in a line.</summary>
internal sealed class ServiceReports(ServiceManager manager, DaemonHealth health, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private string? _status;
    private bool _isReady;

    /// <summary>Reports until it is stopped, then says so.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // A third of what the manager allows: one sign may be late, or two.
        var pause = manager.Watchdog / 3 is { } third && third < LongestPause ? third : LongestPause;
        using var timer = new PeriodicTimer(pause < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : pause, time);
        try
        {
            do
            {
                Report();
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            manager.Send("STOPPING=1\nSTATUS=Stopping.");
        }
    }

    /// <summary>Says that settings are read again, and that this is done: the wallet file is opened by the next round.</summary>
    public void Reloaded()
    {
        var now = time.GetTimestamp() / (time.TimestampFrequency / 1_000_000);
        manager.Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={now}"));
        manager.Send("READY=1");
    }

    private void Report()
    {
        if (!_isReady && health.HasStarted)
        {
            _isReady = true;
            manager.Send("READY=1");
        }

        var status = health.Describe();
        if (status != _status)
        {
            _status = status;
            manager.Send($"STATUS={status}");
        }

        if (manager.Watchdog is not null && health.IsLive)
        {
            manager.Send("WATCHDOG=1");
        }
    }
}
