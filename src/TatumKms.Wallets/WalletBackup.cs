using TatumKms.Core;
using TatumKms.Wallets.Files;

namespace TatumKms.Wallets;

/// <summary>Copies a wallet file to another place, for safekeeping. The copy is encrypted like the file and opens like it.</summary>
public sealed class WalletBackup
{
    private readonly WalletStoreOptions _options;
    private readonly IPasswordSource _passwords;
    private readonly IStoreFiles _files;

    /// <summary>A backup of the store at the options' path.</summary>
    public WalletBackup(WalletStoreOptions options, IPasswordSource passwords)
        : this(options, passwords, new SystemStoreFiles())
    {
    }

    internal WalletBackup(WalletStoreOptions options, IPasswordSource passwords, IStoreFiles files) =>
        (_options, _passwords, _files) = (options, passwords, files);

    /// <summary>
    /// Copies the file, byte for byte, once it was decrypted: what cannot be opened is no backup. On return the copy is durable.
    /// </summary>
    /// <param name="to">The path of the copy, where no file may be.</param>
    /// <param name="cancellationToken">Gives up while nothing is written.</param>
    /// <returns>The state that was copied; the caller disposes it.</returns>
    /// <exception cref="KmsException">
    /// There is no store, it does not open, there is a file at <paramref name="to"/> (<see cref="KmsError.Usage"/>), or it cannot be written.
    /// </exception>
    public async Task<IWalletSnapshot> RunAsync(string to, CancellationToken cancellationToken)
    {
        var errors = new StoreErrors(_options.Path);
        RequireNone(to);
        var file = new WalletFile(_options, _files, errors).Read() ?? throw errors.NoFile();
        using var cipher = new StoreCipher(_options, _passwords, errors);
        var state = await cipher.OpenAsync(file, cancellationToken);
        try
        {
            Write(file, to);
            return new WalletSnapshot(state.Plaintext, state.Generation, errors);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    private void RequireNone(string to)
    {
        if (WalletFile.Read(_files, to, new StoreErrors(to)) is not null)
        {
            throw new StoreErrors(to).IsThere();
        }
    }

    private void Write(byte[] file, string to)
    {
        var path = Path.GetFullPath(to);
        try
        {
            Place(file, path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StoreErrors(to).BackupNotWritten(cause);
        }

        try
        {
            _files.FlushFolder(Path.GetDirectoryName(path)!);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StoreErrors(to).BackupNotConfirmed(cause);
        }
    }

    private void Place(byte[] file, string to)
    {
        var temporary = $"{to}.{Guid.NewGuid():N}.new";
        try
        {
            _files.WriteNew(temporary, file, _options.Path);
            if (_files.Read(temporary, WalletFile.MaximumLength) is not { } written || !written.AsSpan().SequenceEqual(file))
            {
                throw new IOException("What was written does not read back.");
            }

            _files.RenameToNew(temporary, to);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private void TryDelete(string temporary)
    {
        try
        {
            _files.Delete(temporary);
        }
        catch (Exception ignored) when (ignored is IOException or UnauthorizedAccessException)
        {
            // It does not have the name of a backup, and nobody will take it for one.
        }
    }
}
