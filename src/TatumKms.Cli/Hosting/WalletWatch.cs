namespace TatumKms.Cli.Hosting;

/// <summary>Tells of changes of the wallet file, once for a burst of them.</summary>
internal sealed class WalletWatch : IDisposable
{
    /// <summary>A change is told when this long no other has followed.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(500);

    private readonly FileSystemWatcher _watcher;
    private readonly ITimer _timer;

    private WalletWatch(string path, Action changed, TimeProvider time)
    {
        _timer = time.CreateTimer(_ => changed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        _watcher.Created += Restart;
        _watcher.Changed += Restart;
        _watcher.Renamed += Restart;
    }

    /// <summary>Begins to watch, or does not where the system has no room for one more watch: each round opens the file anyway.</summary>
    public static WalletWatch? TryStart(string path, Action changed, TimeProvider time)
    {
        var watch = new WalletWatch(path, changed, time);
        try
        {
            watch._watcher.EnableRaisingEvents = true;
            return watch;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            watch.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _timer.Dispose();
    }

    private void Restart(object sender, FileSystemEventArgs change) => _timer.Change(Calm, Timeout.InfiniteTimeSpan);
}
