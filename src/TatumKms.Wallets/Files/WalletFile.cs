using TatumKms.Core;

namespace TatumKms.Wallets.Files;

/// <summary>The wallet file: read by anybody at any time, written by who holds its lock.</summary>
internal sealed class WalletFile(WalletStoreOptions options, IStoreFiles files, StoreErrors errors)
{
    /// <summary>The largest file that is read or written: 1 GiB, some millions of entries.</summary>
    public const long MaximumLength = 1L << 30;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(10);

    /// <summary>The file's bytes, or nothing when there is no file.</summary>
    public byte[]? Read() => Read(files, options.Path, errors);

    /// <summary>Something that is another once the file was written or replaced; nothing when there is none, or it cannot be told.</summary>
    public string? Stamp()
    {
        try
        {
            return files.StampOf(options.Path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether others than the owner may read the file.</summary>
    public bool IsReadableByOthers() => Try(() => files.IsReadableByOthers(options.Path));

    /// <summary>The bytes of the generation before, or nothing when it is not there.</summary>
    public byte[]? ReadBackup() => Read(files, Target() + WriteTurn.BackupSuffix, errors);

    /// <summary>Whether a path, links followed, is the wallet file.</summary>
    public bool Is(string path) => Try(() => files.Resolve(path)) == Target();

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

    /// <exception cref="KmsException">The file would be too large to be read again (<see cref="KmsError.Usage"/>).</exception>
    public static void RequireLength(byte[] after)
    {
        if (after.LongLength > MaximumLength)
        {
            throw new KmsException(KmsError.Usage, "The wallet store would become larger than 1 GiB.", "Use a second store.");
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

    private string Target() => Try(() => files.Resolve(options.Path));

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
            return (files.TryLock(lockPath, target) is { } held ? new WriteTurn(target, files, errors, held) : null, lockPath);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw errors.NotWritten(cause);
        }
    }
}
