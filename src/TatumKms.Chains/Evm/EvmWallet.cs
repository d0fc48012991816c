using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Evm;

/// <summary>Wallets whose keys and addresses are Ethereum's, on a chain's own path.</summary>
/// <param name="chain">The chain.</param>
/// <param name="secp256k1">The curve.</param>
/// <param name="accountPath">The path of the account's key on a network.</param>
internal sealed class EvmWallet(ChainId chain, ISecp256k1 secp256k1, Func<Network, string> accountPath)
{
    private readonly Bip32Wallet _accounts = new(chain, secp256k1, accountPath, _ => Bip32Wallet.Xpub);

    /// <summary>The chain's private keys as text.</summary>
    public EvmKeys Keys { get; } = new(chain, secp256k1);

    /// <summary>A wallet entry: mnemonic, xpub.</summary>
    public WalletEntry Generate(Network network, SecretBytes? mnemonic) => _accounts.Generate(network, mnemonic);

    /// <summary>An entry that holds one private key.</summary>
    public WalletEntry Import(Network network, SecretBytes privateKey)
    {
        Keys.PublicKey(privateKey); // throws where the key is unusable
        return new WalletEntry(chain, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <summary>The address of the key at an index, or of the one key that the entry holds, 20 bytes.</summary>
    public byte[] Address(WalletEntry entry, uint index) => EvmAddress.OfPublicKey(
        secp256k1, entry.PrivateKey is { } privateKey ? Keys.PublicKey(privateKey) : _accounts.PublicKey(entry, index));

    /// <summary>The private key at an index, or the one that the entry holds.</summary>
    public SecretBytes PrivateKey(WalletEntry entry, uint index) =>
        entry.PrivateKey is { } privateKey ? privateKey.Copy() : _accounts.WithPrivateKey(entry, index, EvmKeys.Format);

    /// <summary>Signs a digest and proves the signature.</summary>
    /// <exception cref="RefusedException">The signature does not verify.</exception>
    public EcdsaSignature Sign(SigningKey signer, byte[] digest)
    {
        var signature = Keys.With(signer.PrivateKey, key => secp256k1.SignEcdsa(key, digest));
        SignatureProof.Require(secp256k1, signer.PublicKey.Span, digest, signature);
        return signature;
    }
}
