using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Utxo;

/// <summary>Wallets of one coin: mnemonics (BIP-39), account keys (BIP-32) and addresses.</summary>
internal sealed class UtxoWallet(UtxoCoin coin, ISecp256k1 secp256k1, UtxoKeys keys)
{
    private const int SeedLength = 64;

    /// <summary>A wallet entry: mnemonic, xpub.</summary>
    public WalletEntry Generate(Network network, SecretBytes? mnemonic)
    {
        var words = mnemonic is null ? NewMnemonic() : MnemonicInput.Check(mnemonic);
        try
        {
            using var account = AccountKey(network, words);
            var xpub = account.Neuter().Serialize(coin.For(network).XpubVersion);
            return new WalletEntry(coin.Chain, network, [new WalletField(WalletEntry.MnemonicField, words), WalletField.Public(WalletEntry.XpubField, xpub)]);
        }
        catch
        {
            words.Dispose();
            throw;
        }
    }

    /// <summary>An entry that holds one private key.</summary>
    public WalletEntry Import(Network network, SecretBytes privateKey)
    {
        keys.PublicKey(network, privateKey); // throws where the key is unusable
        return new WalletEntry(coin.Chain, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <summary>The address of the key at an index, or of the one key that the entry holds.</summary>
    public string Address(WalletEntry entry, uint index)
    {
        var network = coin.For(entry.Network);
        if (entry.PrivateKey is { } privateKey)
        {
            return UtxoAddress.OfPublicKey(network, keys.PublicKey(entry.Network, privateKey));
        }

        var account = entry.Xpub is { } xpub ? ReadXpub(xpub) : AccountPublicKey(entry);
        return UtxoAddress.OfPublicKey(network, account.Derive(index).PublicKey);
    }

    /// <summary>The private key at an index, or the one that the entry holds.</summary>
    public SecretBytes PrivateKey(WalletEntry entry, uint index)
    {
        if (entry.PrivateKey is { } privateKey)
        {
            return privateKey.Copy();
        }

        using var account = AccountKey(entry.Network, MnemonicOf(entry));
        using var child = account.Derive(index);
        return Wif.Format(coin.For(entry.Network).WifVersion, child.PrivateKey);
    }

    private static SecretBytes NewMnemonic()
    {
        var words = Bip39.Generate();
        try
        {
            return new SecretBytes(words);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(words);
        }
    }

    private static SecretBytes MnemonicOf(WalletEntry entry) => entry.Mnemonic
        ?? throw new KmsException(KmsError.StoreDamaged, $"The entry holds neither a mnemonic nor a private key of {entry.Chain}.");

    private ExtendedPublicKey AccountPublicKey(WalletEntry entry)
    {
        using var account = AccountKey(entry.Network, MnemonicOf(entry));
        return account.Neuter();
    }

    private ExtendedPublicKey ReadXpub(string xpub)
    {
        try
        {
            return ExtendedPublicKey.Parse(secp256k1, xpub, out _);
        }
        catch (FormatException)
        {
            throw new KmsException(KmsError.StoreDamaged, "The entry's extended public key is malformed.");
        }
    }

    private ExtendedPrivateKey AccountKey(Network network, SecretBytes mnemonic)
    {
        Span<byte> seed = stackalloc byte[SeedLength];
        try
        {
            Bip39.DeriveSeed(mnemonic.Span, [], seed);
            using var master = ExtendedPrivateKey.FromSeed(secp256k1, seed);
            return master.DerivePath(coin.For(network).AccountPath);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }
}
