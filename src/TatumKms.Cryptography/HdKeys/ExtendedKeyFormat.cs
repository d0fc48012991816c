using System.Buffers.Binary;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>
/// BIP-32's serialization: version (4), depth (1), parent fingerprint (4), child number (4), chain code (32), and 33 bytes of key.
/// </summary>
internal static class ExtendedKeyFormat
{
    public const int Length = 78;
    public const int ChainCodeLength = 32;
    public const int KeyLength = 33;

    private const int ChainCodeOffset = 13;
    private const int KeyOffset = ChainCodeOffset + ChainCodeLength;

    /// <summary>Writes a payload of <see cref="Length"/> bytes.</summary>
    public static void Write(Span<byte> payload, uint version, KeyOrigin origin, ReadOnlySpan<byte> chainCode, ReadOnlySpan<byte> key)
    {
        BinaryPrimitives.WriteUInt32BigEndian(payload, version);
        payload[4] = origin.Depth;
        BinaryPrimitives.WriteUInt32BigEndian(payload[5..], origin.ParentFingerprint);
        BinaryPrimitives.WriteUInt32BigEndian(payload[9..], origin.ChildNumber);
        chainCode.CopyTo(payload[ChainCodeOffset..]);
        key.CopyTo(payload[KeyOffset..]);
    }

    /// <summary>Reads version and origin; false when the length is wrong or a master key claims to have a parent.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> payload, out uint version, out KeyOrigin origin)
    {
        (version, origin) = (0, default);
        if (payload.Length != Length)
        {
            return false;
        }

        version = BinaryPrimitives.ReadUInt32BigEndian(payload);
        origin = new KeyOrigin(
            payload[4], BinaryPrimitives.ReadUInt32BigEndian(payload[5..]), BinaryPrimitives.ReadUInt32BigEndian(payload[9..]));
        return origin.Depth > 0 || origin is { ParentFingerprint: 0, ChildNumber: 0 };
    }

    public static ReadOnlySpan<byte> ChainCode(ReadOnlySpan<byte> payload) => payload.Slice(ChainCodeOffset, ChainCodeLength);

    public static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> payload) => payload.Slice(KeyOffset, KeyLength);
}
