using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>
/// SLIP-10 for Ed25519: every child is hardened, there are no extended public keys. What is derived is the 32-byte seed that
/// RFC 8032 calls the private key.
/// </summary>
public static class Slip10Ed25519
{
    private const int KeyLength = 32;

    /// <summary>Derives the key of a path.</summary>
    /// <param name="seed">16 to 64 bytes; 64 from BIP-39.</param>
    /// <param name="path">Hardened steps only: <c>m/44'/148'/0'</c>.</param>
    /// <param name="key32">Receives the key, 32 bytes; the caller zeroes it.</param>
    /// <exception cref="ArgumentException">The seed or the destination has another length.</exception>
    /// <exception cref="FormatException">The text is not such a path, or a step is not hardened.</exception>
    public static void Derive(ReadOnlySpan<byte> seed, string path, Span<byte> key32)
    {
        if (seed.Length is < 16 or > 64)
        {
            throw new ArgumentException("SLIP-10 takes a seed of 16 to 64 bytes.", nameof(seed));
        }

        if (key32.Length != KeyLength)
        {
            throw new ArgumentException("An Ed25519 key is 32 bytes.", nameof(key32));
        }

        var steps = DerivationPath.Parse(path);
        if (!steps.All(step => step >= DerivationPath.Hardened))
        {
            throw new FormatException("Ed25519 has hardened children only: each step of the path ends with '.");
        }

        // The key and the chain code, side by side.
        Span<byte> node = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData("ed25519 seed"u8, seed, node);
        foreach (var step in steps)
        {
            DeriveChild(node, step);
        }

        node[..KeyLength].CopyTo(key32);
        CryptographicOperations.ZeroMemory(node);
    }

    private static void DeriveChild(Span<byte> node, uint step)
    {
        Span<byte> message = stackalloc byte[1 + KeyLength + sizeof(uint)];
        Span<byte> chainCode = stackalloc byte[KeyLength];
        message[0] = 0;
        node[..KeyLength].CopyTo(message[1..]);
        BinaryPrimitives.WriteUInt32BigEndian(message[(1 + KeyLength)..], step);
        node[KeyLength..].CopyTo(chainCode);
        HMACSHA512.HashData(chainCode, message, node);
        CryptographicOperations.ZeroMemory(message);
        CryptographicOperations.ZeroMemory(chainCode);
    }
}
