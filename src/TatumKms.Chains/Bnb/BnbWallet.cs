using System.Security.Cryptography;
using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Bnb;

/// <summary>Wallets of the Beacon chain hold one random key: entries are <c>{address, privateKey}</c>, or <c>{privateKey}</c> for imported keys.</summary>
internal sealed class BnbWallet(ChainId chain, ISecp256k1 secp256k1)
{
    private const int HexDigits = 64;

    /// <summary>Private keys as text: 64 hexadecimal digits.</summary>
    public HexPrivateKeys Keys { get; } = new(chain, secp256k1, HexDigits);

    /// <summary>A new entry.</summary>
    /// <exception cref="KmsException">A mnemonic was given (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Generate(Network network, SecretBytes? mnemonic)
    {
        if (mnemonic is not null)
        {
            throw new KmsException(
                KmsError.Usage,
                $"{chain} wallets are not made from a mnemonic; nothing was stored.",
                "The original ignores the mnemonic and makes a random key. Leave it out, or store the private key with storemanagedprivatekey.");
        }

        Span<byte> key = stackalloc byte[HexDigits / 2];
        try
        {
            do
            {
                RandomNumberGenerator.Fill(key);
            }
            while (!secp256k1.IsValidPrivateKey(key));

            var address = BnbAddress.OfPublicKey(network, secp256k1.GetPublicKey(key, compressed: true));
            return new WalletEntry(
                chain, network, [WalletField.Public(WalletEntry.AddressField, address), new WalletField(WalletEntry.PrivateKeyField, Keys.Format(key))]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>An entry that holds a private key that exists already.</summary>
    /// <exception cref="KmsException">The text is no key (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Import(Network network, SecretBytes privateKey)
    {
        PublicKey(privateKey); // throws where the key is unusable
        return new WalletEntry(chain, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <summary>The compressed public key of a private key.</summary>
    /// <exception cref="KmsException">The text is no key (<see cref="KmsError.Usage"/>).</exception>
    public byte[] PublicKey(SecretBytes privateKey) => Keys.With(privateKey, key => secp256k1.GetPublicKey(key, compressed: true));

    /// <summary>The address of the entry's key.</summary>
    /// <exception cref="KmsException">It holds none (<see cref="KmsError.StoreDamaged"/>).</exception>
    public string Address(WalletEntry entry) => BnbAddress.OfPublicKey(entry.Network, PublicKey(KeyOf(entry)));

    /// <summary>The entry's key.</summary>
    /// <exception cref="KmsException">It holds none (<see cref="KmsError.StoreDamaged"/>).</exception>
    public static SecretBytes PrivateKey(WalletEntry entry) => KeyOf(entry).Copy();

    private static SecretBytes KeyOf(WalletEntry entry) => entry.PrivateKey
        ?? throw new KmsException(KmsError.StoreDamaged, $"The entry holds no private key of {entry.Chain}.");
}
