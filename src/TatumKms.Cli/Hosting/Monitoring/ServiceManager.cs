using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TatumKms.Cli.Hosting.Monitoring;

/// <summary>
/// Tells systemd how the daemon fares (sd_notify): datagrams to the socket that <c>NOTIFY_SOCKET</c> names. A manager that does
/// not listen any more keeps nobody from working.
/// </summary>
internal sealed class ServiceManager : IDisposable
{
    private const string SocketVariable = "NOTIFY_SOCKET", WatchdogVariable = "WATCHDOG_USEC", WatchdogPidVariable = "WATCHDOG_PID";

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    private readonly UnixDomainSocketEndPoint _manager;

    private ServiceManager(string address, TimeSpan? watchdog)
    {
        // A name that begins with @ is not in the file system; the kernel wants a zero in its place.
        _manager = new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address);
        Watchdog = watchdog;
    }

    /// <summary>How often the manager wants a sign of life at least; nothing when it wants none.</summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>The manager that started this process, or nothing.</summary>
    public static ServiceManager? Find(IReadOnlyDictionary<string, string> environment)
    {
        var address = environment.GetValueOrDefault(SocketVariable, "");
        return OperatingSystem.IsLinux() && address is ['@' or '/', _, ..] && Encoding.UTF8.GetByteCount(address) < 108
            ? new ServiceManager(address, ReadWatchdog(environment))
            : null;
    }

    /// <summary>Sends assignments, one a line: <c>READY=1</c>.</summary>
    public void Send(string assignments)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(assignments), _manager);
        }
        catch (SocketException)
        {
            // Nobody listens, or its queue is full.
        }
    }

    public void Dispose() => _socket.Dispose();

    private static TimeSpan? ReadWatchdog(IReadOnlyDictionary<string, string> environment)
    {
        var isForUs = environment.GetValueOrDefault(WatchdogPidVariable) is not { } pid
            || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return isForUs && long.TryParse(environment.GetValueOrDefault(WatchdogVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && microseconds is > 0 and < long.MaxValue / 10
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }
}
