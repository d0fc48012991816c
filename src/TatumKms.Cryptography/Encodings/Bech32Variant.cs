namespace TatumKms.Cryptography.Encodings;

/// <summary>The two checksums that share Bech32's form.</summary>
public enum Bech32Variant
{
    /// <summary>BIP-173: segwit version 0, and every other chain that writes Bech32.</summary>
    Bech32,

    /// <summary>BIP-350: segwit version 1 and above.</summary>
    Bech32m,
}
