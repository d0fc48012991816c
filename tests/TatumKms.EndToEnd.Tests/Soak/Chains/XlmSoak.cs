using System.Buffers.Binary;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>Stellar: the API gives each transaction its sequence number.</summary>
internal sealed class XlmSoak(IReadOnlyList<IChain> chains) : SoakChain("XLM", chains)
{
    // The envelope's type, then the source (4 + 32 bytes), the fee and the sequence number; one signature ends it.
    private const int TypeLength = 4, SequenceOffset = TypeLength + 36 + 4, SignaturesLength = 4 + 4 + 4 + 64;

    protected override string Make(int number)
    {
        Span<byte> numbers = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(numbers, number + 42L);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], number + 1L);
        byte[] sequence = [.. numbers[..8]], amount = [.. numbers[8..]], zero = new byte[4], one = [0, 0, 0, 1];
        return Convert.ToBase64String(
        [
            0, 0, 0, 2, .. zero, .. PublicKey, 0, 0, 0, 100, .. sequence, .. zero, .. zero,
            .. one, .. zero, .. one, .. zero, .. Enumerable.Repeat((byte)1, 32), .. zero, .. amount, .. zero, .. zero,
        ]);
    }

    protected override SoakTransaction Read(string payload)
    {
        var raw = Convert.FromBase64String(payload);
        var network = SHA256.HashData("Test SDF Network ; September 2015"u8);
        var id = SHA256.HashData([.. network, .. raw[..^SignaturesLength]]);
        return new SoakTransaction(Invariant($"sequence {BinaryPrimitives.ReadInt64BigEndian(raw.AsSpan(SequenceOffset))}"), Convert.ToHexStringLower(id));
    }
}
