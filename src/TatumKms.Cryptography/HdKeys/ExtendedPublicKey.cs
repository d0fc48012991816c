using System.Buffers.Binary;
using System.Security.Cryptography;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>
/// A BIP-32 extended public key over secp256k1. It cannot sign, but whoever has it sees every address below it, and together
/// with one private key of a child it yields the parent's private key.
/// </summary>
public sealed class ExtendedPublicKey
{
    private readonly ISecp256k1 _engine;
    private readonly KeyOrigin _origin;

    internal ExtendedPublicKey(ISecp256k1 engine, KeyOrigin origin, byte[] publicKey, byte[] chainCode)
    {
        _engine = engine;
        _origin = origin;
        PublicKey = publicKey;
        ChainCode = chainCode;
    }

    /// <summary>The compressed public key, 33 bytes. Not to be written to.</summary>
    public byte[] PublicKey { get; }

    /// <summary>The chain code, 32 bytes. Not to be written to.</summary>
    public byte[] ChainCode { get; }

    /// <summary>How many derivations below the master key, 0 to 255.</summary>
    public int Depth => _origin.Depth;

    /// <summary>Which child of its parent; 2^31 and above for a hardened one.</summary>
    public uint ChildNumber => _origin.ChildNumber;

    /// <summary>Reads an extended public key such as an xpub.</summary>
    /// <param name="engine">The curve.</param>
    /// <param name="text">Base58Check.</param>
    /// <param name="version">The version bytes as a number, such as 0x0488b21e. The caller compares them with those it knows.</param>
    /// <exception cref="FormatException">
    /// The checksum, the length or the point is wrong, or a key of depth 0 names a parent.
    /// </exception>
    public static ExtendedPublicKey Parse(ISecp256k1 engine, string text, out uint version)
    {
        ArgumentNullException.ThrowIfNull(engine);
        if (!Base58Check.TryDecode(text, out var payload)
            || !ExtendedKeyFormat.TryReadHeader(payload, out version, out var origin)
            || !engine.TryParsePublicKey(ExtendedKeyFormat.Key(payload), compressed: true, out var publicKey))
        {
            throw new FormatException("The text is not an extended public key.");
        }

        return new ExtendedPublicKey(engine, origin, publicKey, ExtendedKeyFormat.ChainCode(payload).ToArray());
    }

    /// <summary>Puts an extended public key together from its parts; where it comes from is not known then.</summary>
    /// <param name="engine">The curve.</param>
    /// <param name="publicKey">33 or 65 bytes.</param>
    /// <param name="chainCode">32 bytes.</param>
    /// <exception cref="FormatException">The point or a length is wrong.</exception>
    public static ExtendedPublicKey FromParts(ISecp256k1 engine, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> chainCode)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return chainCode.Length == ExtendedKeyFormat.ChainCodeLength && engine.TryParsePublicKey(publicKey, compressed: true, out var point)
            ? new ExtendedPublicKey(engine, default, point, chainCode.ToArray())
            : throw new FormatException("These are not the parts of an extended public key.");
    }

    /// <summary>The child with a number, derived without any private key (BIP-32's CKDpub).</summary>
    /// <param name="childNumber">0 to 2^31 - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is that of a hardened child, which needs the private key.</exception>
    /// <exception cref="InvalidOperationException">The key is at depth 255.</exception>
    /// <exception cref="CryptographicException">
    /// BIP-32 has no key for this number, which happens with a probability below 2^-127.
    /// </exception>
    public ExtendedPublicKey Derive(uint childNumber)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(childNumber, DerivationPath.Hardened);
        var origin = _origin.Child(PublicKey, childNumber);
        Span<byte> data = stackalloc byte[ExtendedKeyFormat.KeyLength + sizeof(uint)];
        PublicKey.CopyTo(data);
        BinaryPrimitives.WriteUInt32BigEndian(data[ExtendedKeyFormat.KeyLength..], childNumber);
        var hash = HMACSHA512.HashData(ChainCode, data);
        return _engine.TryAddPublic(PublicKey, hash.AsSpan(..32), compressed: true, out var child)
            ? new ExtendedPublicKey(_engine, origin, child, hash[32..])
            : throw new CryptographicException("BIP-32 has no key for this child number: use the next one.");
    }

    /// <summary>Writes the key in Base58Check.</summary>
    /// <param name="version">The version bytes as a number, such as 0x0488b21e for xpub (SLIP-132 lists them).</param>
    /// <returns>111 characters for the usual versions.</returns>
    public string Serialize(uint version)
    {
        Span<byte> payload = stackalloc byte[ExtendedKeyFormat.Length];
        ExtendedKeyFormat.Write(payload, version, _origin, ChainCode, PublicKey);
        return Base58Check.Encode(payload);
    }
}
