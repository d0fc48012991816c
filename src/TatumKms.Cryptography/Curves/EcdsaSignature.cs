namespace TatumKms.Cryptography.Curves;

/// <summary>An ECDSA signature over secp256k1, with what is needed to recover the public key from it.</summary>
public readonly struct EcdsaSignature : IEquatable<EcdsaSignature>
{
    private readonly byte[] _compact;

    // Half of the order of secp256k1 (SEC 2, 2.4.1), rounded down.
    private static ReadOnlySpan<byte> HalfOrder =>
    [
        0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0x5D, 0x57, 0x6E, 0x73, 0x57, 0xA4, 0x50, 0x1D, 0xDF, 0xE9, 0x2F, 0x46, 0x68, 0x1B, 0x20, 0xA0,
    ];

    /// <summary>Takes over the array.</summary>
    internal EcdsaSignature(byte[] compact, int recoveryId)
    {
        _compact = compact;
        RecoveryId = recoveryId;
    }

    /// <summary>r || s, 64 bytes, both big-endian.</summary>
    public ReadOnlySpan<byte> Compact => _compact;

    /// <summary>r, 32 bytes, big-endian.</summary>
    public ReadOnlySpan<byte> R => Compact[..32];

    /// <summary>s, 32 bytes, big-endian, in the lower half of the order.</summary>
    public ReadOnlySpan<byte> S => Compact[32..];

    /// <summary>0 to 3: bit 0 is the parity of the nonce point's y, bit 1 says that its x was n or more.</summary>
    public int RecoveryId { get; }

    /// <summary>Whether s lies in the lower half of the order (BIP-62), as it does in every signature that an engine makes.</summary>
    public bool HasLowS => S.SequenceCompareTo(HalfOrder) <= 0;

    /// <summary>Whether two signatures are the same.</summary>
    public static bool operator ==(EcdsaSignature left, EcdsaSignature right) => left.Equals(right);

    /// <summary>Whether two signatures differ.</summary>
    public static bool operator !=(EcdsaSignature left, EcdsaSignature right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(EcdsaSignature other) => RecoveryId == other.RecoveryId && Compact.SequenceEqual(other.Compact);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is EcdsaSignature other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Compact);
        hash.Add(RecoveryId);
        return hash.ToHashCode();
    }
}
