using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Flow;

/// <summary>
/// Keys of Flow accounts: <c>m/44'/539'/0'/0/i</c> on both networks. What the commands call an address is the public key, as an
/// account's own address does not follow from its keys.
/// </summary>
internal sealed class FlowWallet(ChainId chain, ISecp256k1 secp256k1)
{
    private readonly Bip32Wallet _accounts = new(chain, secp256k1, _ => "m/44'/539'/0'/0", _ => Bip32Wallet.Xpub);

    /// <summary>Private keys as text: hexadecimal digits, written without leading zeros.</summary>
    public HexPrivateKeys Keys { get; } = new(chain, secp256k1, minDigits: 1);

    /// <summary>A wallet entry: mnemonic, xpub.</summary>
    public WalletEntry Generate(Network network, SecretBytes? mnemonic) => _accounts.Generate(network, mnemonic);

    /// <summary>An entry that holds one private key.</summary>
    /// <exception cref="KmsException">The text is no key (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Import(Network network, SecretBytes privateKey) => new(
        chain, network, [new WalletField(WalletEntry.PrivateKeyField, Keys.With(privateKey, Keys.Format))]);

    /// <summary>The public key at an index, or of the one key that the entry holds: 128 hexadecimal digits, x and y.</summary>
    public string Address(WalletEntry entry, uint index)
    {
        if (entry.PrivateKey is { } privateKey)
        {
            return Convert.ToHexStringLower(PublicKey(privateKey));
        }

        return secp256k1.TryParsePublicKey(_accounts.PublicKey(entry, index), compressed: false, out var point)
            ? Convert.ToHexStringLower(point.AsSpan(1))
            : throw new KmsException(KmsError.StoreDamaged, "The entry's extended public key is malformed.");
    }

    /// <summary>The private key at an index, or the one that the entry holds.</summary>
    public SecretBytes PrivateKey(WalletEntry entry, uint index) =>
        entry.PrivateKey is { } privateKey ? privateKey.Copy() : _accounts.WithPrivateKey(entry, index, Keys.Format);

    /// <summary>The public key of a private key: x and y, 64 bytes.</summary>
    /// <exception cref="KmsException">The text is no key (<see cref="KmsError.Usage"/>).</exception>
    public byte[] PublicKey(SecretBytes privateKey) => Keys.With(privateKey, key => secp256k1.GetPublicKey(key, compressed: false)[1..]);
}
