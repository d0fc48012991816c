using TatumKms.Core;
using TatumKms.Wallets.Envelope;
using TatumKms.Wallets.Plaintext;

namespace TatumKms.Wallets;

/// <summary>
/// Turns files into contents and back. Holds the password once it was proven, and the keys of the salt that was used last,
/// so that a process asks once and pays for scrypt once. Both are zeroed when it is disposed.
/// </summary>
internal sealed class StoreCipher(KdfParameters kdfOfNewStores, IPasswordSource passwords, StoreErrors errors) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SecretBytes? _password;
    private StoreKeys? _keys;

    /// <summary>Gets the password of a store that does not exist yet and makes its keys.</summary>
    public Task ChoosePasswordAsync(CancellationToken cancellationToken) => WithPasswordAsync(
        PasswordPurpose.Create,
        password =>
        {
            if (password.Length == 0)
            {
                throw StoreErrors.EmptyPassword();
            }

            _keys ??= StoreKeys.Derive(password, kdfOfNewStores, StoreKeys.CreateSalt());
            return true;
        },
        cancellationToken);

    /// <summary>Proves the password on a file; decrypts it only where its format has no other proof.</summary>
    public Task ProveAsync(byte[] file, CancellationToken cancellationToken)
    {
        var store = ParseUnlessOriginal(file);
        return WithPasswordAsync(
            PasswordPurpose.Open,
            password =>
            {
                if (store is null)
                {
                    OpenOriginal(file, password).Dispose();
                }
                else
                {
                    GetKeys(store.Header, password);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Decrypts a file. One that cannot be right whatever the password is refused before anybody is asked for it.</summary>
    public Task<StoreState> OpenAsync(byte[] file, CancellationToken cancellationToken)
    {
        var store = ParseUnlessOriginal(file);
        return WithPasswordAsync(
            PasswordPurpose.Open,
            password => store is null ? OpenOriginal(file, password) : OpenVersion2(store, password),
            cancellationToken);
    }

    /// <summary>
    /// Encrypts contents for a file that <see cref="OpenAsync"/> has read or <see cref="ChoosePasswordAsync"/> has prepared. Asks
    /// nobody: a password that was not proven on the file before must not get into the one after.
    /// </summary>
    public async Task<byte[]> SealAsync(WalletPlaintext plaintext, long generation, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var password = _password ?? throw errors.WrongPassword();
            if (_keys is null || (_keys.Kdf.AreTooWeakToWrite && !kdfOfNewStores.AreTooWeakToWrite))
            {
                Keep(StoreKeys.Derive(password, kdfOfNewStores, StoreKeys.CreateSalt()));
            }

            return WalletEnvelope.Seal(_keys!, generation, plaintext.Json);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Whether a file that <see cref="SealAsync"/> made has these contents.</summary>
    public bool Holds(byte[] file, WalletPlaintext plaintext)
    {
        _gate.Wait();
        try
        {
            using var contents = OpenVersion2(EnvelopeReader.Read(file, errors), _password ?? throw errors.WrongPassword());
            return contents.Plaintext.Json.SequenceEqual(plaintext.Json);
        }
        catch (KmsException)
        {
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    public static StoreFormat FormatOf(ReadOnlySpan<byte> file) =>
        file.StartsWith(WalletEnvelope.Beginning) ? StoreFormat.Version2
        : LegacyWalletReader.Recognises(file) ? StoreFormat.Original
        : StoreFormat.Unknown;

    public void Dispose()
    {
        Forget();
        _gate.Dispose();
    }

    private async Task<T> WithPasswordAsync<T>(PasswordPurpose purpose, Func<SecretBytes, T> use, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _password ??= await passwords.GetPasswordAsync(purpose, cancellationToken);
            return await Task.Run(() => use(_password), cancellationToken);
        }
        catch (KmsException problem) when (problem.Error is KmsError.WrongPassword or KmsError.Usage)
        {
            // The next call asks again.
            Forget();
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private StoreState OpenVersion2(EncryptedStore store, SecretBytes password)
    {
        var keys = GetKeys(store.Header, password);
        try
        {
            return new StoreState(StoreFormat.Version2, store.Header.Generation, WalletPlaintext.Parse(WalletEnvelope.Open(keys, store, errors)));
        }
        catch (FormatException problem)
        {
            throw errors.Damaged(problem.Message);
        }
    }

    private StoreState OpenOriginal(byte[] file, SecretBytes password)
    {
        try
        {
            return new StoreState(StoreFormat.Original, 0, WalletPlaintext.Parse(LegacyWalletReader.Decrypt(file, password, errors)));
        }
        catch (FormatException)
        {
            throw errors.WrongPasswordOrDamaged();
        }
    }

    private EncryptedStore? ParseUnlessOriginal(byte[] file) =>
        file.Length == 0 ? throw errors.Empty()
        : LegacyWalletReader.Recognises(file) ? null
        : !file.AsSpan().StartsWith("{"u8) ? throw errors.UnknownFormat()
        : EnvelopeReader.Read(file, errors);

    private StoreKeys GetKeys(WalletHeader header, SecretBytes password)
    {
        if (_keys is null || !_keys.AreFor(header.Kdf, header.Salt))
        {
            Keep(StoreKeys.Derive(password, header.Kdf, header.Salt));
        }

        return WalletEnvelope.IsKeyedBy(_keys!, header) ? _keys! : throw errors.WrongPassword();
    }

    private void Keep(StoreKeys keys)
    {
        _keys?.Dispose();
        _keys = keys;
    }

    private void Forget()
    {
        _password?.Dispose();
        _password = null;
        _keys?.Dispose();
        _keys = null;
    }
}
