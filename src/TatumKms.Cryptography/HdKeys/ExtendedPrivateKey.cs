using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>
/// A BIP-32 extended private key over secp256k1. Key and chain code lie in one pinned array that is zeroed when the owner
/// disposes it; so do the intermediate values of a derivation.
/// </summary>
[DebuggerDisplay("[secret]")]
public sealed class ExtendedPrivateKey : IDisposable
{
    private const int ScalarLength = 32;

    private readonly ISecp256k1 _engine;
    private readonly KeyOrigin _origin;
    private readonly byte[] _secret;
    private byte[]? _publicKey;
    private bool _disposed;

    /// <summary>Takes over an array of 64 bytes: the key, which must be valid, and the chain code.</summary>
    private ExtendedPrivateKey(ISecp256k1 engine, KeyOrigin origin, byte[] secret)
    {
        _engine = engine;
        _origin = origin;
        _secret = secret;
    }

    /// <summary>The private key, 32 bytes, for as long as the owner has not disposed it.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public ReadOnlySpan<byte> PrivateKey => Secret[..ScalarLength];

    /// <summary>
    /// The compressed public key, 33 bytes, for as long as the owner has not disposed the key. Made when it is asked for: it is the
    /// dearest part of a derivation, and hardened children do without.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public ReadOnlySpan<byte> PublicKey
    {
        get
        {
            var privateKey = PrivateKey;
            return _publicKey ??= _engine.GetPublicKey(privateKey, compressed: true);
        }
    }

    /// <summary>The chain code, 32 bytes, for as long as the owner has not disposed it.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public ReadOnlySpan<byte> ChainCode => Secret[ScalarLength..];

    private ReadOnlySpan<byte> Secret
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _secret;
        }
    }

    /// <summary>The master key of a seed.</summary>
    /// <param name="engine">The curve.</param>
    /// <param name="seed">16 to 64 bytes; 64 from BIP-39.</param>
    /// <exception cref="ArgumentException">The seed is shorter or longer.</exception>
    /// <exception cref="CryptographicException">BIP-32 has no master key for this seed (probability below 2^-127).</exception>
    public static ExtendedPrivateKey FromSeed(ISecp256k1 engine, ReadOnlySpan<byte> seed)
    {
        ArgumentNullException.ThrowIfNull(engine);
        if (seed.Length is < 16 or > 64)
        {
            throw new ArgumentException("BIP-32 takes a seed of 16 to 64 bytes.", nameof(seed));
        }

        var secret = PinnedBytes.Allocate(HMACSHA512.HashSizeInBytes);
        HMACSHA512.HashData("Bitcoin seed"u8, seed, secret);
        if (!engine.IsValidPrivateKey(secret.AsSpan(..ScalarLength)))
        {
            CryptographicOperations.ZeroMemory(secret);
            throw new CryptographicException("BIP-32 has no master key for this seed.");
        }

        return new ExtendedPrivateKey(engine, default, secret);
    }

    /// <summary>Reads an extended private key such as an xprv.</summary>
    /// <param name="engine">The curve.</param>
    /// <param name="utf8">Base58Check in UTF-8; the caller zeroes it.</param>
    /// <param name="version">The version bytes as a number, such as 0x0488ade4. The caller compares them with those it knows.</param>
    /// <exception cref="FormatException">
    /// The checksum, the length or the key is wrong, or a key of depth 0 names a parent.
    /// </exception>
    public static ExtendedPrivateKey Parse(ISecp256k1 engine, ReadOnlySpan<byte> utf8, out uint version)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var isBase58Check = Base58Check.TryDecode(utf8, out var payload);
        try
        {
            if (!isBase58Check
                || !ExtendedKeyFormat.TryReadHeader(payload, out version, out var origin)
                || ExtendedKeyFormat.Key(payload)[0] != 0
                || !engine.IsValidPrivateKey(ExtendedKeyFormat.Key(payload)[1..]))
            {
                throw new FormatException("The text is not an extended private key.");
            }

            var secret = PinnedBytes.Allocate(ScalarLength + ExtendedKeyFormat.ChainCodeLength);
            ExtendedKeyFormat.Key(payload)[1..].CopyTo(secret);
            ExtendedKeyFormat.ChainCode(payload).CopyTo(secret.AsSpan(ScalarLength));
            return new ExtendedPrivateKey(engine, origin, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(payload);
        }
    }

    /// <summary>The child with a number (BIP-32's CKDpriv).</summary>
    /// <param name="childNumber">Below 2^31 for a normal child, 2^31 and above for a hardened one.</param>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    /// <exception cref="InvalidOperationException">The key is at depth 255.</exception>
    /// <exception cref="CryptographicException">
    /// BIP-32 has no key for this number, which happens with a probability below 2^-127.
    /// </exception>
    public ExtendedPrivateKey Derive(uint childNumber) => MakeChild(childNumber, _origin.Child(PublicKey, childNumber));

    /// <summary>The key at the end of a path; those on the way are zeroed.</summary>
    /// <param name="path">Such as "m/44'/0'/0'/0", read from this key on; ' marks a hardened child.</param>
    /// <exception cref="FormatException">The text is not such a path.</exception>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    /// <exception cref="CryptographicException">See <see cref="Derive"/>.</exception>
    public ExtendedPrivateKey DerivePath(string path)
    {
        var childNumbers = DerivationPath.Parse(path);
        var key = new ExtendedPrivateKey(_engine, _origin, PinnedBytes.Copy(Secret));
        for (var i = 0; i < childNumbers.Length; i++)
        {
            using var parent = key;
            var isLast = i == childNumbers.Length - 1;
            key = isLast ? parent.Derive(childNumbers[i]) : parent.MakeChild(childNumbers[i], parent._origin.OnTheWay(childNumbers[i]));
        }

        return key;
    }

    /// <summary>The public half, from which all normal children's public keys can be derived.</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public ExtendedPublicKey Neuter() => new(_engine, _origin, PublicKey.ToArray(), ChainCode.ToArray());

    /// <summary>Writes the key in Base58Check.</summary>
    /// <param name="version">The version bytes as a number, such as 0x0488ade4 for xprv (SLIP-132 lists them).</param>
    /// <returns>ASCII characters (111 for the usual versions) in a pinned array; the caller zeroes it.</returns>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public byte[] Serialize(uint version)
    {
        Span<byte> key = stackalloc byte[ExtendedKeyFormat.KeyLength];
        Span<byte> payload = stackalloc byte[ExtendedKeyFormat.Length];
        WriteKey(key, isPrivate: true);
        ExtendedKeyFormat.Write(payload, version, _origin, ChainCode, key);
        var text = Base58Check.EncodeToUtf8(payload);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(payload);
        return text;
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => "[secret]";

    /// <summary>Zeroes key and chain code.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_secret);
        _disposed = true;
    }

    private ExtendedPrivateKey MakeChild(uint childNumber, KeyOrigin origin)
    {
        Span<byte> data = stackalloc byte[ExtendedKeyFormat.KeyLength + sizeof(uint)];
        Span<byte> hash = stackalloc byte[HMACSHA512.HashSizeInBytes];
        var secret = PinnedBytes.Copy(Secret);
        try
        {
            WriteKey(data, isPrivate: childNumber >= DerivationPath.Hardened);
            BinaryPrimitives.WriteUInt32BigEndian(data[ExtendedKeyFormat.KeyLength..], childNumber);
            HMACSHA512.HashData(ChainCode, data, hash);
            if (!_engine.TryAddPrivate(secret.AsSpan(..ScalarLength), hash[..ScalarLength]))
            {
                CryptographicOperations.ZeroMemory(secret);
                throw new CryptographicException("BIP-32 has no key for this child number: use the next one.");
            }

            hash[ScalarLength..].CopyTo(secret.AsSpan(ScalarLength));
            return new ExtendedPrivateKey(_engine, origin, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(data);
            CryptographicOperations.ZeroMemory(hash);
        }
    }

    /// <summary>BIP-32's 33 bytes of key: 0 and the private key, or the compressed public key.</summary>
    private void WriteKey(Span<byte> destination, bool isPrivate)
    {
        if (isPrivate)
        {
            destination[0] = 0;
            PrivateKey.CopyTo(destination[1..]);
        }
        else
        {
            PublicKey.CopyTo(destination);
        }
    }
}
