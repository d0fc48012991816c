using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Utxo;

/// <summary>Wallets of one coin: mnemonics (BIP-39), account keys (BIP-32) and addresses.</summary>
internal sealed class UtxoWallet(UtxoCoin coin, ISecp256k1 secp256k1, UtxoKeys keys)
{
    private readonly Bip32Wallet _accounts = new(
        coin.Chain, secp256k1, network => coin.For(network).AccountPath, network => coin.For(network).XpubVersion);

    /// <summary>A wallet entry: mnemonic, xpub.</summary>
    public WalletEntry Generate(Network network, SecretBytes? mnemonic) => _accounts.Generate(network, mnemonic);

    /// <summary>An entry that holds one private key.</summary>
    public WalletEntry Import(Network network, SecretBytes privateKey)
    {
        keys.PublicKey(network, privateKey); // throws where the key is unusable
        return new WalletEntry(coin.Chain, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <summary>The address of the key at an index, or of the one key that the entry holds.</summary>
    public string Address(WalletEntry entry, uint index) => UtxoAddress.OfPublicKey(
        coin.For(entry.Network), entry.PrivateKey is { } privateKey ? keys.PublicKey(entry.Network, privateKey) : _accounts.PublicKey(entry, index));

    /// <summary>The private key at an index, or the one that the entry holds.</summary>
    public SecretBytes PrivateKey(WalletEntry entry, uint index) => entry.PrivateKey is { } privateKey
        ? privateKey.Copy()
        : _accounts.WithPrivateKey(entry, index, key => Wif.Format(coin.For(entry.Network).WifVersion, key));
}
