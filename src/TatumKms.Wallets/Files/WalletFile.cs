namespace TatumKms.Wallets.Files;

/// <summary>The wallet file: read by anybody at any time, written by who holds its lock.</summary>
internal sealed class WalletFile(WalletStoreOptions options, IStoreFiles files, StoreErrors errors)
{
    /// <summary>The largest file that is read or written: 1 GiB, some millions of entries.</summary>
    public const long MaximumLength = 1L << 30;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(10);

    /// <summary>The file's bytes, or nothing when there is no file.</summary>
    public byte[]? Read() => Read(files, options.Path, errors);

    /// <summary>Whether others than the owner may read the file.</summary>
    public bool IsReadableByOthers() => Try(() => files.IsReadableByOthers(options.Path));

    /// <summary>Whether the generation before is there.</summary>
    public bool HasBackup() => Read(files, Try(() => files.Resolve(options.Path)) + WriteTurn.BackupSuffix, errors) is not null;

    /// <summary>Waits for the turn to write. The lock is a file beside the wallet file; it stays there, empty.</summary>
    public async Task<WriteTurn> LockAsync(CancellationToken cancellationToken)
    {
        var start = options.Time.GetTimestamp();
        while (true)
        {
            var (turn, lockPath) = TryLock();
            if (turn is not null)
            {
                return turn;
            }

            if (options.Time.GetElapsedTime(start) >= options.LockTimeout)
            {
                throw errors.Locked(lockPath, options.LockTimeout);
            }

            await Task.Delay(LockPause, options.Time, cancellationToken);
        }
    }

    internal static byte[]? Read(IStoreFiles files, string path, StoreErrors errors)
    {
        try
        {
            return files.Read(path, MaximumLength);
        }
        catch (InvalidDataException)
        {
            throw errors.TooLarge();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw errors.NotRead(cause);
        }
    }

    private T Try<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw errors.NotRead(cause);
        }
    }

    private (WriteTurn? Turn, string LockPath) TryLock()
    {
        try
        {
            var target = files.Resolve(options.Path);
            var lockPath = target + ".lock";
            files.CreateFolder(Path.GetDirectoryName(target)!);
            return (files.TryLock(lockPath) is { } held ? new WriteTurn(target, files, errors, held) : null, lockPath);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw errors.NotWritten(cause);
        }
    }
}
