using System.Runtime.InteropServices;

namespace TatumKms.Cli.Hosting;

/// <summary>
/// Turns the first request to stop (Ctrl-C, SIGTERM, a closed terminal) into a cancelled token, so that what was begun comes to a
/// good end. A second one ends the process as if nobody listened.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration[] _registrations;
    private Action? _reload;

    public StopSignals(CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Take))];
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>From now on SIGHUP does this in place of a stop.</summary>
    public void ReloadBy(Action reload) => _reload = reload;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        if (signal.Signal == PosixSignal.SIGHUP && _reload is { } reload)
        {
            signal.Cancel = true;
            reload();
            return;
        }

        signal.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
