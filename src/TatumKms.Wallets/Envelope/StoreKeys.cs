using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.KeyDerivation;

namespace TatumKms.Wallets.Envelope;

/// <summary>Makes the keys of a store from the password, the salt and the cost.</summary>
internal delegate void KeyDerivation(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, KdfParameters kdf, Span<byte> keys);

/// <summary>The two keys that scrypt makes from the password and the salt of one file.</summary>
internal sealed class StoreKeys : IDisposable
{
    /// <summary>The length of the salt in bytes.</summary>
    public const int SaltLength = 16;

    private const int KeyLength = 32;
    private readonly SecretBytes _bytes;

    private StoreKeys(KdfParameters kdf, byte[] salt, SecretBytes bytes)
    {
        Kdf = kdf;
        Salt = salt;
        _bytes = bytes;
    }

    public KdfParameters Kdf { get; }

    public byte[] Salt { get; }

    /// <summary>The key of AES-256-GCM.</summary>
    public ReadOnlySpan<byte> Encryption => _bytes.Span[..KeyLength];

    /// <summary>The HMAC key of the header's <c>check</c>.</summary>
    public ReadOnlySpan<byte> Check => _bytes.Span[KeyLength..];

    public static StoreKeys Derive(SecretBytes password, KdfParameters kdf, byte[] salt, KeyDerivation derive) =>
        new(kdf, salt, SecretBytes.Create(2 * KeyLength, keys => derive(password.Span, salt, kdf, keys)));

    /// <summary>scrypt, as the format says.</summary>
    public static void DeriveByScrypt(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, KdfParameters kdf, Span<byte> keys) =>
        Scrypt.DeriveKey(password, salt, kdf.N, kdf.R, kdf.P, keys);

    public static byte[] CreateSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    public bool AreFor(KdfParameters kdf, ReadOnlySpan<byte> salt) => Kdf == kdf && salt.SequenceEqual(Salt);

    public void Dispose() => _bytes.Dispose();
}
