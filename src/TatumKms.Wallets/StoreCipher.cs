using TatumKms.Core;
using TatumKms.Wallets.Envelope;
using TatumKms.Wallets.Passwords;
using TatumKms.Wallets.Plaintext;

namespace TatumKms.Wallets;

/// <summary>
/// Turns files into contents and back. Holds the password once it was proven, and the keys of the salt that was used last,
/// so that a process asks once and pays for scrypt once. Both are zeroed when it is disposed.
/// </summary>
internal sealed class StoreCipher(WalletStoreOptions options, IPasswordSource passwords, StoreErrors errors) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private SecretBytes? _password;
    private StoreKeys? _keys;

    /// <summary>Gets the password of a store that does not exist yet and makes its keys.</summary>
    public Task ChoosePasswordAsync(CancellationToken cancellationToken) => WithPasswordAsync(
        PasswordPurpose.Create,
        password =>
        {
            RequireStrength(password);
            _keys ??= MakeKeys(password, options.Kdf);
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

    /// <summary>Makes the keys of a new password, with a new salt; they are used only when they are given to <see cref="SealAsync"/>.</summary>
    /// <exception cref="KmsException">The password is empty or the one that the store has (<see cref="KmsError.Usage"/>).</exception>
    public async Task<NewPassword> ChooseNextAsync(IPasswordSource source, CancellationToken cancellationToken)
    {
        var password = await source.GetPasswordAsync(PasswordPurpose.Create, cancellationToken);
        try
        {
            RequireStrength(password);
            return await WithPasswordAsync(PasswordPurpose.Open, present => ChooseNext(present, password), cancellationToken);
        }
        catch
        {
            password.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Encrypts contents for a file that <see cref="OpenAsync"/> has read or <see cref="ChoosePasswordAsync"/> has prepared. Asks
    /// nobody: a password that was not proven on the file before must not get into the one after.
    /// </summary>
    public async Task<byte[]> SealAsync(WalletPlaintext plaintext, long generation, NewPassword? next, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var password = _password ?? throw errors.WrongPassword();
            if (next is null && (_keys is null || (_keys.Kdf.AreTooWeakToWrite && !options.Kdf.AreTooWeakToWrite)))
            {
                Keep(MakeKeys(password, options.Kdf));
            }

            return WalletEnvelope.Seal(next?.Keys ?? _keys!, generation, plaintext.Json);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Whether a file that <see cref="SealAsync"/> made has these contents.</summary>
    public bool Holds(byte[] file, WalletPlaintext plaintext, NewPassword? next)
    {
        _gate.Wait();
        try
        {
            var store = EnvelopeReader.Read(file, errors);
            var keys = next is null ? GetKeys(store.Header, _password ?? throw errors.WrongPassword()) : ProvenOn(store.Header, next.Keys);
            using var contents = Decrypt(store, keys);
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

    /// <summary>Takes over a password under which the file is from now on.</summary>
    public void Adopt(NewPassword next)
    {
        _gate.Wait();
        try
        {
            Forget();
            (_password, _keys) = next.Take();
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

            // Here and not on a thread of its own: whoever opens a store has nothing else to do, and in a short run each level of
            // waiting costs code that must be compiled first.
            cancellationToken.ThrowIfCancellationRequested();
            return use(_password);
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

    private void RequireStrength(SecretBytes password)
    {
        if (password.Length == 0)
        {
            throw StoreErrors.EmptyPassword();
        }

        if (!options.AllowWeakPassword && PasswordStrength.CountCharacters(password.Span) is var characters && characters < PasswordStrength.LeastCharacters)
        {
            throw StoreErrors.ShortPassword(characters);
        }
    }

    private NewPassword ChooseNext(SecretBytes present, SecretBytes next)
    {
        if (present.FixedTimeEquals(next.Span))
        {
            throw StoreErrors.SamePassword();
        }

        var kdf = _keys is { } keys && keys.Kdf.Cost > options.Kdf.Cost ? keys.Kdf : options.Kdf;
        return new NewPassword(next, MakeKeys(next, kdf));
    }

    private StoreState OpenVersion2(EncryptedStore store, SecretBytes password) => Decrypt(store, GetKeys(store.Header, password));

    private StoreState Decrypt(EncryptedStore store, StoreKeys keys)
    {
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
            Keep(StoreKeys.Derive(password, header.Kdf, header.Salt, options.DeriveKey));
        }

        return ProvenOn(header, _keys!);
    }

    private StoreKeys ProvenOn(WalletHeader header, StoreKeys keys) =>
        WalletEnvelope.IsKeyedBy(keys, header) ? keys : throw errors.WrongPassword();

    private StoreKeys MakeKeys(SecretBytes password, KdfParameters kdf) =>
        StoreKeys.Derive(password, kdf, StoreKeys.CreateSalt(), options.DeriveKey);

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
