namespace TatumKms.Cli.Tests.Support;

/// <summary>Throw-away secrets whose addresses are known from elsewhere.</summary>
internal static class Known
{
    /// <summary>The first mnemonic of the vectors of BIP-39.</summary>
    public const string Mnemonic = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    /// <summary>The private key 1 as WIF for testnet, compressed.</summary>
    public const string TestnetKey = "cMahea7zqjxrtgAbB7LSGbcQUr1uX1ojuat9jZodMN87JcbXMTcA";

    /// <summary>The P2WPKH address of the public key of the private key 1 (BIP-173, examples).</summary>
    public const string TestnetKeyAddress = "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx";
}
