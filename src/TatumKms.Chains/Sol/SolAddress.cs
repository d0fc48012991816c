using TatumKms.Cryptography.Encodings;

namespace TatumKms.Chains.Sol;

/// <summary>An account's address, a public key of 32 bytes: Base58 without a checksum. Block hashes are written the same way.</summary>
internal sealed class SolAddress : IEquatable<SolAddress>
{
    /// <summary>The length in bytes.</summary>
    public const int Length = 32;

    /// <summary>No 32 bytes are longer in Base58; keeps hostile text out of the quadratic decoder.</summary>
    private const int MaxTextLength = 44;

    private readonly byte[] _bytes;

    public SolAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException("A Solana address is 32 bytes.", nameof(bytes));
        }

        _bytes = bytes.ToArray();
        Text = Base58.Encode(bytes);
    }

    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Base58, 32 to 44 characters.</summary>
    public string Text { get; }

    /// <summary>Reads Base58.</summary>
    /// <returns>Nothing where the text is not the one spelling of 32 bytes.</returns>
    public static SolAddress? TryParse(string text) =>
        text.Length <= MaxTextLength && Base58.TryDecode(text, out var bytes) && bytes.Length == Length ? new SolAddress(bytes) : null;

    /// <summary>Reads an address that this code names itself.</summary>
    public static SolAddress Known(string text) => TryParse(text) ?? throw new ArgumentException("No address.", nameof(text));

    /// <inheritdoc />
    public bool Equals(SolAddress? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SolAddress);

    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Base58.</summary>
    public override string ToString() => Text;
}
