using System.Buffers.Binary;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>Where an extended key stands in its tree, as BIP-32's serialization says it.</summary>
/// <param name="Depth">0 for a master key.</param>
/// <param name="ParentFingerprint">The first four bytes of the parent's key identifier; 0 for a master key.</param>
/// <param name="ChildNumber">Which child of its parent; 0 for a master key.</param>
internal readonly record struct KeyOrigin(byte Depth, uint ParentFingerprint, uint ChildNumber)
{
    /// <summary>The origin of a child.</summary>
    /// <exception cref="InvalidOperationException">The parent is at depth 255.</exception>
    public KeyOrigin Child(ReadOnlySpan<byte> parentPublicKey, uint childNumber)
    {
        var child = OnTheWay(childNumber);
        return child with { ParentFingerprint = BinaryPrimitives.ReadUInt32BigEndian(Hash160.HashData(parentPublicKey)) };
    }

    /// <summary>The origin of a child that is never written: it names no parent, whose public key is not needed then.</summary>
    /// <exception cref="InvalidOperationException">The parent is at depth 255.</exception>
    public KeyOrigin OnTheWay(uint childNumber) => Depth < byte.MaxValue
        ? new KeyOrigin((byte)(Depth + 1), 0, childNumber)
        : throw new InvalidOperationException("A key at depth 255 has no children.");
}
