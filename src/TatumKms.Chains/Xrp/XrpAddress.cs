using System.Buffers.Binary;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Xrp;

/// <summary>Classic addresses, <c>r…</c>: Base58Check in the ledger's alphabet of a zero byte and the 20 bytes of the account.</summary>
internal static class XrpAddress
{
    private const byte Version = 0x00;
    private const int AccountLength = 20, MaxTextLength = 40; // keeps hostile text out of the quadratic decoder

    /// <summary>The address of an account.</summary>
    public static string Format(ReadOnlySpan<byte> account) => Base58Check.Encode([Version, .. account], Base58Alphabet.Ripple);

    /// <summary>The address that a public key of 33 bytes controls unless its owner has decided otherwise.</summary>
    public static string OfPublicKey(ReadOnlySpan<byte> publicKey) => Format(Hash160.HashData(publicKey));

    /// <summary>The 20 bytes of the account, or nothing where the text is no address.</summary>
    public static byte[]? TryParse(string text) =>
        text.Length <= MaxTextLength
        && Base58Check.TryDecode(text, out var payload, Base58Alphabet.Ripple)
        && payload.Length == AccountLength + 1
        && payload[0] == Version
            ? payload[1..]
            : null;
}

/// <summary>
/// Addresses that hold a tag and a network (XLS-5), <c>X…</c> and <c>T…</c>: two bytes for the network, the account, one byte that
/// says whether there is a tag, the tag in four bytes, little-endian, and four zero bytes.
/// </summary>
/// <param name="Account">The 20 bytes of the account.</param>
/// <param name="Tag">The tag, if there is one.</param>
/// <param name="IsTestnet">Whether it is of a test network.</param>
internal readonly record struct XAddress(byte[] Account, uint? Tag, bool IsTestnet)
{
    private const ushort MainnetVersion = 0x0544, TestnetVersion = 0x0493;
    private const int AccountLength = 20, TextLength = 47, PayloadLength = 31;

    /// <summary>Reads an X-address.</summary>
    public static bool TryParse(string text, out XAddress address)
    {
        address = default;
        if (text.Length != TextLength || !Base58Check.TryDecode(text, out var payload, Base58Alphabet.Ripple) || payload.Length != PayloadLength)
        {
            return false;
        }

        var version = BinaryPrimitives.ReadUInt16BigEndian(payload);
        var mark = payload[2 + AccountLength];
        var tag = BinaryPrimitives.ReadUInt64LittleEndian(payload.AsSpan(3 + AccountLength));
        if (version is not (MainnetVersion or TestnetVersion) || mark > 1 || tag > (mark == 0 ? 0 : uint.MaxValue))
        {
            return false;
        }

        address = new XAddress(payload[2..(2 + AccountLength)], mark == 0 ? null : (uint)tag, version == TestnetVersion);
        return true;
    }
}
