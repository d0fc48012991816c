using TatumKms.Chains.Ada.Cbor;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Ada;

/// <summary>
/// Addresses of the Byron era (CIP-19): Base58 of CBOR <c>[24(payload), crc32(payload)]</c>, where the payload is
/// <c>[root, attributes, type]</c>. On test networks the attribute 2 has the network's magic number.
/// </summary>
internal static class ByronAddress
{
    private const ulong EncodedCbor = 24, MagicAttribute = 2;
    private const int RootLength = 28;
    private static readonly byte[] PreprodMagic = [1];

    /// <summary>Reads an address of a network.</summary>
    public static bool TryParse(string text, Network network, out byte[] address)
    {
        if (!Base58.TryDecode(text, out address))
        {
            return false;
        }

        try
        {
            var reader = new CborReader(address);
            reader.ReadArray(2);
            var isTagged = reader.TryReadTag(EncodedCbor);
            var payload = reader.ReadBytes();
            var checksum = reader.ReadUnsigned();
            reader.End();
            return isTagged && checksum == Crc32(payload) && IsOf(network, payload);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsOf(Network network, ReadOnlySpan<byte> payload)
    {
        var reader = new CborReader(payload);
        reader.ReadArray(3);
        reader.ReadBytes(RootLength);
        byte[]? magic = null;
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            var key = reader.ReadUnsigned();
            var value = reader.ReadBytes();
            magic = key == MagicAttribute ? value.ToArray() : magic;
        }

        reader.ReadUnsigned();
        reader.End();
        return network == Network.Mainnet ? magic is null : magic is not null && magic.AsSpan().SequenceEqual(PreprodMagic);
    }

    /// <summary>The checksum of ISO 3309, as zip files have it.</summary>
    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
