using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>
/// An extended key of BIP32-Ed25519 in the variant of Cardano: Icarus master keys (CIP-3) and derivation scheme V2, in which kL is
/// never reduced. Key and chain code lie in one pinned array that is zeroed when the owner disposes it.
/// </summary>
[DebuggerDisplay("[secret]")]
public sealed class Bip32Ed25519 : IDisposable
{
    private const int HalfLength = 32;
    private const int KeyLength = Ed25519Extended.PrivateKeyLength;
    private const int Length = KeyLength + HalfLength;
    private const int LeftLength = 28;
    private const int Iterations = 4096;

    private readonly byte[] _secret;
    private readonly byte[] _publicKey;
    private bool _disposed;

    /// <summary>Takes over an array of 96 bytes: kL, kR and the chain code.</summary>
    private Bip32Ed25519(byte[] secret)
    {
        _secret = secret;
        _publicKey = Ed25519Extended.GetPublicKey(secret.AsSpan(..KeyLength));
    }

    /// <summary>kL and kR, 64 bytes, for as long as the owner has not disposed them.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public ReadOnlySpan<byte> PrivateKey => Secret[..KeyLength];

    /// <summary>The public key, 32 bytes.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>The chain code, 32 bytes, for as long as the owner has not disposed it.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public ReadOnlySpan<byte> ChainCode => Secret[KeyLength..];

    private ReadOnlySpan<byte> Secret
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _secret;
        }
    }

    /// <summary>The Icarus master key of a mnemonic's entropy (CIP-3): PBKDF2-HMAC-SHA512 with 4096 rounds, clamped.</summary>
    /// <param name="entropy">16 to 32 bytes (BIP-39).</param>
    /// <param name="passphraseUtf8">The optional passphrase, which takes the place of PBKDF2's password; empty when there is none.</param>
    public static Bip32Ed25519 FromEntropy(ReadOnlySpan<byte> entropy, ReadOnlySpan<byte> passphraseUtf8 = default)
    {
        var secret = PinnedBytes.Allocate(Length);
        Rfc2898DeriveBytes.Pbkdf2(passphraseUtf8, entropy, secret, Iterations, HashAlgorithmName.SHA512);
        secret[0] &= 0b1111_1000;
        secret[HalfLength - 1] = (byte)((secret[HalfLength - 1] & 0b0001_1111) | 0b0100_0000);
        return new Bip32Ed25519(secret);
    }

    /// <summary>The child with a number.</summary>
    /// <param name="childNumber">Below 2^31 for a normal child, 2^31 and above for a hardened one.</param>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public Bip32Ed25519 Derive(uint childNumber)
    {
        var isHardened = childNumber >= DerivationPath.Hardened;
        Span<byte> data = stackalloc byte[1 + (isHardened ? KeyLength : HalfLength) + sizeof(uint)];
        Span<byte> hash = stackalloc byte[HMACSHA512.HashSizeInBytes];
        var secret = PinnedBytes.Allocate(Length);
        try
        {
            (isHardened ? PrivateKey : PublicKey).CopyTo(data[1..]);
            BinaryPrimitives.WriteUInt32LittleEndian(data[^sizeof(uint)..], childNumber);
            data[0] = (byte)(isHardened ? 0 : 2);
            HMACSHA512.HashData(ChainCode, data, hash);
            AddTimes(hash[..LeftLength], 8, PrivateKey[..HalfLength], secret);
            AddTimes(hash[HalfLength..], 1, PrivateKey[HalfLength..], secret.AsSpan(HalfLength));

            data[0]++;
            HMACSHA512.HashData(ChainCode, data, hash);
            hash[HalfLength..].CopyTo(secret.AsSpan(KeyLength));
            return new Bip32Ed25519(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(data);
            CryptographicOperations.ZeroMemory(hash);
        }
    }

    /// <summary>The key at the end of a path; those on the way are zeroed.</summary>
    /// <param name="path">Such as "m/1852'/1815'/0'", read from this key on; ' marks a hardened child.</param>
    /// <exception cref="FormatException">The text is not such a path.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public Bip32Ed25519 DerivePath(string path)
    {
        var childNumbers = DerivationPath.Parse(path);
        var key = new Bip32Ed25519(PinnedBytes.Copy(Secret));
        foreach (var childNumber in childNumbers)
        {
            using var parent = key;
            key = parent.Derive(childNumber);
        }

        return key;
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => "[secret]";

    /// <summary>Zeroes key and chain code.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_secret);
        _disposed = true;
    }

    /// <summary>factor * left + right modulo 2^256, all little-endian; <paramref name="left"/> may be shorter.</summary>
    private static void AddTimes(ReadOnlySpan<byte> left, int factor, ReadOnlySpan<byte> right, Span<byte> sum)
    {
        var carry = 0;
        for (var i = 0; i < HalfLength; i++)
        {
            carry += right[i] + (i < left.Length ? left[i] * factor : 0);
            sum[i] = (byte)(carry & 0xFF);
            carry >>= 8;
        }
    }
}
