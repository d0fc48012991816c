using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Xrp.Keys;

/// <summary>The signature algorithms of the XRP Ledger.</summary>
internal enum XrpAlgorithm
{
    /// <summary>ECDSA over secp256k1.</summary>
    Secp256k1,

    /// <summary>Ed25519.</summary>
    Ed25519,
}

/// <summary>
/// Secrets of the XRP Ledger: Base58Check in the ledger's alphabet of a version and 16 bytes of entropy. The version alone says
/// for which algorithm: 21 (<c>s…</c>) for secp256k1, 01 E1 4B (<c>sEd…</c>) for Ed25519.
/// </summary>
internal static class FamilySeed
{
    /// <summary>The length of the entropy.</summary>
    public const int EntropyLength = 16;

    private const int MaxTextLength = 40; // keeps hostile text out of the quadratic decoder

    private static ReadOnlySpan<byte> Secp256k1Version => [0x21];

    private static ReadOnlySpan<byte> Ed25519Version => [0x01, 0xe1, 0x4b];

    /// <summary>The text of a seed.</summary>
    public static SecretBytes Format(XrpAlgorithm algorithm, ReadOnlySpan<byte> entropy)
    {
        var version = algorithm == XrpAlgorithm.Ed25519 ? Ed25519Version : Secp256k1Version;
        Span<byte> payload = stackalloc byte[version.Length + EntropyLength];
        version.CopyTo(payload);
        entropy.CopyTo(payload[version.Length..]);
        var text = Base58Check.EncodeToUtf8(payload, Base58Alphabet.Ripple);
        try
        {
            return new SecretBytes(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(payload);
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Reads a seed.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="entropy">Takes the 16 bytes.</param>
    /// <param name="algorithm">What the keys of the seed are for.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, Span<byte> entropy, out XrpAlgorithm algorithm)
    {
        algorithm = default;
        if (text.Length > MaxTextLength || !Base58Check.TryDecode(text, out var payload, Base58Alphabet.Ripple))
        {
            return false;
        }

        var isEd25519 = Matches(payload, Ed25519Version);
        var valid = isEd25519 || Matches(payload, Secp256k1Version);
        if (valid)
        {
            payload.AsSpan(^EntropyLength..).CopyTo(entropy);
            algorithm = isEd25519 ? XrpAlgorithm.Ed25519 : XrpAlgorithm.Secp256k1;
        }

        CryptographicOperations.ZeroMemory(payload);
        return valid;
    }

    private static bool Matches(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> version) =>
        payload.Length == version.Length + EntropyLength && payload.StartsWith(version);
}
