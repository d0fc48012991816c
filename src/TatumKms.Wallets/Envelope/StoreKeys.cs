using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.KeyDerivation;

namespace TatumKms.Wallets.Envelope;

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

    public static StoreKeys Derive(SecretBytes password, KdfParameters kdf, byte[] salt) =>
        new(kdf, salt, SecretBytes.Create(2 * KeyLength, keys => Scrypt.DeriveKey(password.Span, salt, kdf.N, kdf.R, kdf.P, keys)));

    public static byte[] CreateSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    public bool AreFor(KdfParameters kdf, ReadOnlySpan<byte> salt) => Kdf == kdf && salt.SequenceEqual(Salt);

    public void Dispose() => _bytes.Dispose();
}
