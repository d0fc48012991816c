using TatumKms.Core;
using TatumKms.Wallets.Envelope;
using TatumKms.Wallets.Files;

namespace TatumKms.Wallets;

/// <summary>Puts a backup in the place of the wallet file, which need not be readable any more and is kept.</summary>
public sealed class WalletRestore
{
    private readonly WalletStoreOptions _options;
    private readonly IPasswordSource _passwords;
    private readonly IStoreFiles _files;

    /// <summary>A restoration of the store at the options' path.</summary>
    /// <param name="options">The store to be.</param>
    /// <param name="passwords">The password of the backup; the store has it afterwards.</param>
    public WalletRestore(WalletStoreOptions options, IPasswordSource passwords)
        : this(options, passwords, new SystemStoreFiles())
    {
    }

    internal WalletRestore(WalletStoreOptions options, IPasswordSource passwords, IStoreFiles files) =>
        (_options, _passwords, _files) = (options, passwords, files);

    /// <summary>Restores. The contents are those of the backup; the generation is a new one, above all that are there.</summary>
    /// <param name="backup">The path of the backup: a file of this program, or of the original.</param>
    /// <param name="allowOlder">Whether the backup may be older than the store, and what was stored since be taken out of it.</param>
    /// <param name="cancellationToken">Gives up while nothing is written.</param>
    /// <exception cref="KmsException">
    /// No such backup, it is damaged, its password is wrong, or it is older than the store (<see cref="KmsError.Usage"/>); or the
    /// store cannot be written.
    /// </exception>
    public async Task<RestoredStore> RunAsync(string backup, bool allowOlder, CancellationToken cancellationToken)
    {
        var errors = new StoreErrors(backup);
        var file = new WalletFile(_options, _files, new StoreErrors(_options.Path));
        var source = WalletFile.Read(_files, backup, errors) ?? throw errors.NoBackup();
        if (file.Is(backup))
        {
            throw errors.IsTheStore();
        }

        using var cipher = new StoreCipher(_options, _passwords, errors);
        using var state = await cipher.OpenAsync(source, cancellationToken);
        using var turn = await file.LockAsync(cancellationToken);
        var before = turn.Read();
        var newest = Math.Max(GenerationOf(before), GenerationOf(file.ReadBackup()));
        if (state.Generation < newest && !allowOlder)
        {
            throw errors.Older(state.Generation, newest);
        }

        var generation = Math.Min(Math.Max(newest, state.Generation) + 1, WalletHeader.MaximumGeneration);
        var after = await cipher.SealAsync(state.Plaintext, generation, null, cancellationToken);
        WalletFile.RequireLength(after);
        var kept = Write(turn, before, after, written => cipher.Holds(written, state.Plaintext, null));
        return new RestoredStore(generation, state.Plaintext.Entries.Count, kept);
    }

    /// <summary>The file before stays for good, and the generation before it, too: who restores may not know yet which one is right.</summary>
    private static string? Write(WriteTurn turn, byte[]? before, byte[] after, Func<byte[], bool> readsBack)
    {
        if (before is not null)
        {
            return turn.ReplaceAndKeep(before, WriteTurn.ReplacedSuffix, after, readsBack);
        }

        turn.Replace(null, after, readsBack);
        return null;
    }

    /// <summary>What the header says, proven or not: a wrong one can only bring a refusal, which the user can overrule.</summary>
    private long GenerationOf(byte[]? file)
    {
        try
        {
            return file is null || StoreCipher.FormatOf(file) != StoreFormat.Version2
                ? 0
                : EnvelopeReader.Read(file, new StoreErrors(_options.Path)).Header.Generation;
        }
        catch (KmsException)
        {
            return 0;
        }
    }
}

/// <summary>A store that was restored.</summary>
/// <param name="Generation">Its generation.</param>
/// <param name="Wallets">How many wallets are in it.</param>
/// <param name="Kept">The path under which the file before is kept, or nothing when there was none.</param>
public sealed record RestoredStore(long Generation, int Wallets, string? Kept);
