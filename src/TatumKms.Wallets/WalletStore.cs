using TatumKms.Core;
using TatumKms.Wallets.Files;
using TatumKms.Wallets.Plaintext;

namespace TatumKms.Wallets;

/// <summary>
/// The encrypted file of wallets: version 2 of <c>wallet.dat</c>, and the original's format, which the first write converts.
/// Readers never wait; writers take turns, between processes too.
/// </summary>
public sealed class WalletStore : IWalletStore
{
    private readonly WalletStoreOptions _options;
    private readonly StoreErrors _errors;
    private readonly WalletFile _file;
    private readonly StoreCipher _cipher;
    private readonly GenerationWatch _generations = new();
    private int _modeWasLookedAt;
    private volatile bool _wasThere;

    /// <summary>A store at a path; nothing is read and nobody is asked until a method is called.</summary>
    public WalletStore(WalletStoreOptions options, IPasswordSource passwords)
        : this(options, passwords, new SystemStoreFiles())
    {
    }

    internal WalletStore(WalletStoreOptions options, IPasswordSource passwords, IStoreFiles files)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.Path);
        ArgumentNullException.ThrowIfNull(passwords);
        _options = options;
        _errors = new StoreErrors(options.Path);
        _file = new WalletFile(options, files, _errors);
        _cipher = new StoreCipher(options, passwords, _errors);
    }

    /// <summary>Says whether there is a file and of which format, without a password.</summary>
    /// <exception cref="KmsException">The file is there but cannot be read (<see cref="KmsError.InputOutput"/>), or is too large.</exception>
    public static StoreDescription DescribeFile(string path)
    {
        var file = WalletFile.Read(new SystemStoreFiles(), path, new StoreErrors(path));
        return new StoreDescription(path, file is not null, file is null ? StoreFormat.None : StoreCipher.FormatOf(file));
    }

    /// <inheritdoc />
    public async Task<IWalletSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        var newest = _generations.Newest;
        var file = _file.Read() ?? throw _errors.NoFile();
        WarnOfMode();
        var state = await _cipher.OpenAsync(file, cancellationToken);
        _wasThere = true;
        WarnOfRollback(state.Generation, newest);
        return new WalletSnapshot(state.Plaintext, state.Generation, _errors);
    }

    /// <inheritdoc />
    public string? GetStamp() => _file.Stamp();

    /// <inheritdoc />
    /// <remarks>Their order is that of their making: the last one is the newest and stands first in the file.</remarks>
    /// <exception cref="ArgumentException">An id is there already or given twice, or an entry could not be read again.</exception>
    public async Task AddAsync(IReadOnlyList<NewWallet> wallets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wallets);
        if (wallets.Count > 0)
        {
            await WriteAsync(contents => contents.With(wallets), mayCreate: true, cancellationToken);
        }
    }

    /// <inheritdoc />
    public Task RemoveAsync(SignatureId id, CancellationToken cancellationToken) => WriteAsync(
        contents => contents.Find(id) is null ? throw StoreErrors.NoEntry(id) : contents.Without(id),
        mayCreate: false,
        cancellationToken);

    /// <summary>Writes a label on an entry, or takes it off.</summary>
    /// <param name="id">The entry's id.</param>
    /// <param name="label">The text, or nothing.</param>
    /// <param name="cancellationToken">Gives up while nothing is written.</param>
    /// <exception cref="KmsException">No such entry, or as for <see cref="AddAsync"/>.</exception>
    public Task LabelAsync(SignatureId id, string? label, CancellationToken cancellationToken) => WriteAsync(
        contents => contents.Find(id) is null ? throw StoreErrors.NoEntry(id) : contents.WithLabel(id, label),
        mayCreate: false,
        cancellationToken);

    /// <summary>
    /// Puts the store under another password, with a new salt. The generation before, which the old password opens, stays
    /// beside it until the next write.
    /// </summary>
    /// <exception cref="KmsException">The new password is empty or the present one (<see cref="KmsError.Usage"/>), or as for <see cref="AddAsync"/>.</exception>
    public async Task ChangePasswordAsync(IPasswordSource newPassword, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newPassword);
        _ = _file.Read() ?? throw _errors.NoFile();
        await UnlockAsync(cancellationToken);
        using var next = await _cipher.ChooseNextAsync(newPassword, cancellationToken);
        await WriteAsync(contents => contents, mayCreate: false, cancellationToken, next);
    }

    /// <inheritdoc />
    public async Task UnlockAsync(CancellationToken cancellationToken)
    {
        if (_file.Read() is { } file)
        {
            WarnOfMode();
            await _cipher.ProveAsync(file, cancellationToken);
            _wasThere = true;
        }
        else
        {
            RefuseToReplaceALostStore();
            await _cipher.ChoosePasswordAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _cipher.Dispose();

    private async Task WriteAsync(
        Func<WalletPlaintext, WalletPlaintext> change, bool mayCreate, CancellationToken cancellationToken, NewPassword? next = null)
    {
        if (!mayCreate && _file.Read() is null)
        {
            throw _errors.NoFile();
        }

        // Before the lock is taken: a person may have to type, and scrypt takes its time.
        await UnlockAsync(cancellationToken);
        using var state = await WriteInTurnAsync(change, next, cancellationToken);
        if (state.Format == StoreFormat.Original && _options.Converted is { } converted)
        {
            using var snapshot = new WalletSnapshot(state.Plaintext, state.Generation, _errors);
            converted(snapshot);
        }
    }

    /// <returns>The state before.</returns>
    private async Task<StoreState> WriteInTurnAsync(
        Func<WalletPlaintext, WalletPlaintext> change, NewPassword? next, CancellationToken cancellationToken)
    {
        using var turn = await _file.LockAsync(cancellationToken);
        var newest = _generations.Newest;
        var before = turn.Read();
        if (before is null)
        {
            RefuseToReplaceALostStore();
        }

        var state = before is null ? StoreState.CreateEmpty() : await _cipher.OpenAsync(before, cancellationToken);
        try
        {
            WarnOfRollback(state.Generation, newest);
            await WriteAsync(turn, before, state, change(state.Plaintext), next, cancellationToken);
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    private async Task WriteAsync(
        WriteTurn turn, byte[]? before, StoreState state, WalletPlaintext contents, NewPassword? next, CancellationToken cancellationToken)
    {
        using var disposed = ReferenceEquals(contents, state.Plaintext) ? null : contents;
        var generation = state.Generation + 1;
        var after = await _cipher.SealAsync(contents, generation, next, cancellationToken);
        WalletFile.RequireLength(after);
        bool ReadsBack(byte[] file) => _cipher.Holds(file, contents, next);
        try
        {
            if (state.Format == StoreFormat.Original)
            {
                var kept = turn.ReplaceAndKeep(before!, WriteTurn.OriginalSuffix, after, ReadsBack);
                _options.Notice?.Invoke($"The wallet file is now in format version 2. The original is kept as '{kept}'.");
            }
            else
            {
                turn.Replace(before, after, ReadsBack);
            }
        }
        catch when (next is not null && HasBecome(turn, after))
        {
            // Whatever was said to have failed: what the file's name stands for now decides which password is right.
            _cipher.Adopt(next);
            throw;
        }

        if (next is not null)
        {
            _cipher.Adopt(next);
        }

        _wasThere = true;
        _generations.Saw(generation);
    }

    /// <summary>A new store in the place of one that went missing would hide the loss, and its second write would take the backup too.</summary>
    private void RefuseToReplaceALostStore()
    {
        if (_file.ReadBackup() is not null)
        {
            throw _errors.OnlyBackup();
        }

        if (_wasThere)
        {
            throw _errors.Gone();
        }
    }

    private static bool HasBecome(WriteTurn turn, byte[] after)
    {
        try
        {
            return turn.Read().AsSpan().SequenceEqual(after);
        }
        catch (KmsException)
        {
            return false;
        }
    }

    private void WarnOfMode()
    {
        if (Interlocked.Exchange(ref _modeWasLookedAt, 1) == 0 && _file.IsReadableByOthers())
        {
            _options.Notice?.Invoke($"Others than the owner can read the wallet file '{_options.Path}'. Run: chmod 600 '{_options.Path}'");
        }
    }

    private void WarnOfRollback(long generation, long newestBeforeReading)
    {
        if (_generations.WentBack(generation, newestBeforeReading))
        {
            _options.Notice?.Invoke(
                $"The wallet file '{_options.Path}' went back from generation {newestBeforeReading} to {generation}: "
                + "somebody put an older file in its place.");
        }
    }
}
