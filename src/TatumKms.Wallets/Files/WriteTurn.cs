namespace TatumKms.Wallets.Files;

/// <summary>
/// The right to write the wallet file, for as long as it is not disposed. At every moment, and after a stop at any moment,
/// the file's name stands for a whole store: the one before or the one after.
/// </summary>
internal sealed class WriteTurn(string path, IStoreFiles files, StoreErrors errors, IDisposable heldLock) : IDisposable
{
    /// <summary>What the names of the generation before, of a file of the original, and of a file that a restored one replaced end with.</summary>
    public const string BackupSuffix = ".bak", OriginalSuffix = ".v1.bak", ReplacedSuffix = ".replaced.bak";

    private const string TemporarySuffix = ".new";
    private readonly string _folder = Path.GetDirectoryName(path)!;

    /// <summary>The file's bytes, or nothing when there is no file.</summary>
    public byte[]? Read() => WalletFile.Read(files, path, errors);

    /// <summary>Puts new contents in the file's place; those before become the <c>.bak</c> beside it.</summary>
    /// <param name="before">The contents that are there now, or nothing.</param>
    /// <param name="after">The contents to be.</param>
    /// <param name="readsBack">Decrypts what was written and says whether it is what it should be.</param>
    public void Replace(byte[]? before, byte[] after, Func<byte[], bool> readsBack) =>
        Write(before is null ? null : path + BackupSuffix, before, after, readsBack);

    /// <summary>Puts new contents in the place of a file whose bytes stay for good, under another name.</summary>
    /// <returns>The path under which they stay: with the suffix, or that and a number when others have the name.</returns>
    public string ReplaceAndKeep(byte[] before, string suffix, byte[] after, Func<byte[], bool> readsBack)
    {
        var kept = ChooseNameFor(before, suffix, out var isThere);
        Write(isThere ? null : kept, before, after, readsBack);
        return kept;
    }

    public void Dispose() => heldLock.Dispose();

    private void Write(string? backup, byte[]? before, byte[] after, Func<byte[], bool> readsBack)
    {
        try
        {
            DeleteLeftovers();
            Place(path, after, readsBack, beforeRename: () => KeepBackup(backup, before));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw errors.NotWritten(cause);
        }

        try
        {
            files.FlushFolder(_folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw errors.NotConfirmed(cause);
        }
    }

    /// <summary>A copy, not a link: it must not share the fate of the file whose copy it is, and not every file system has links.</summary>
    private void KeepBackup(string? backup, byte[]? contents)
    {
        if (contents is null)
        {
            return;
        }

        if (backup is not null)
        {
            Place(backup, contents, written => written.AsSpan().SequenceEqual(contents), beforeRename: null);
        }

        // The copy must be found after a power loss before the file that it is a copy of can go. One that an earlier writer made
        // may not have come that far.
        files.FlushFolder(_folder);
    }

    /// <summary>Writes beside the target, reads back, and only then renames.</summary>
    private void Place(string target, byte[] contents, Func<byte[], bool> readsBack, Action? beforeRename)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            files.WriteNew(temporary, contents, path);
            if (files.Read(temporary, WalletFile.MaximumLength) is not { } written || !readsBack(written))
            {
                throw errors.NotVerified();
            }

            beforeRename?.Invoke();
            files.Rename(temporary, target);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private string ChooseNameFor(byte[] contents, string suffix, out bool isThere)
    {
        for (var number = 0; ; number++)
        {
            var name = number == 0 ? path + suffix : $"{path}{suffix}.{number}";
            var present = WalletFile.Read(files, name, errors);
            isThere = present is not null && present.AsSpan().SequenceEqual(contents);
            if (present is null || isThere)
            {
                return name;
            }
        }
    }

    /// <summary>Whoever wrote these was killed: nobody else can be writing while the lock is held.</summary>
    private void DeleteLeftovers()
    {
        foreach (var leftover in files.List(_folder, Path.GetFileName(path) + ".", TemporarySuffix))
        {
            files.Delete(leftover);
        }
    }

    private void TryDelete(string temporary)
    {
        try
        {
            files.Delete(temporary);
        }
        catch (Exception ignored) when (ignored is IOException or UnauthorizedAccessException)
        {
            // The next writer removes it.
        }
    }
}
