using System.Globalization;
using System.Security.Cryptography;
using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Ada;

/// <summary>
/// Wallets of a mnemonic: Icarus keys (CIP-3). The role in the path is hardened, unlike in CIP-1852, so that no other wallet finds
/// these addresses; the original derives them so.
/// </summary>
internal static class AdaWallet
{
    private const string AccountPath = "m/1852'/1815'/0'/0'";

    /// <summary>A wallet entry: mnemonic, xpub (public key and chain code of the account path, 128 hexadecimal digits).</summary>
    /// <exception cref="KmsException">The mnemonic is not valid (<see cref="KmsError.Usage"/>).</exception>
    public static WalletEntry Generate(Network network, SecretBytes? mnemonic)
    {
        var words = Mnemonics.NewOrChecked(mnemonic);
        try
        {
            using var account = Account(words);
            var xpub = Convert.ToHexStringLower([.. account.PublicKey, .. account.ChainCode]);
            return new WalletEntry(
                AdaChain.Cardano, network, [new WalletField(WalletEntry.MnemonicField, words), WalletField.Public(WalletEntry.XpubField, xpub)]);
        }
        catch
        {
            words.Dispose();
            throw;
        }
    }

    /// <summary>An entry that holds one private key.</summary>
    public static WalletEntry Import(Network network, SecretBytes privateKey)
    {
        AdaKeys.PublicKey(privateKey); // throws where the key is unusable
        return new WalletEntry(AdaChain.Cardano, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <summary>The address of the key at an index, or of the one key that the entry holds.</summary>
    public static string Address(WalletEntry entry, uint index)
    {
        using var privateKey = PrivateKey(entry, index);
        try
        {
            return CardanoAddress.Format(CardanoAddress.Enterprise(AdaKeys.PublicKey(privateKey), entry.Network), entry.Network);
        }
        catch (KmsException problem) when (problem.Error == KmsError.Usage)
        {
            throw new KmsException(KmsError.StoreDamaged, $"The entry cannot be used. {problem.Message}", problem.Hint);
        }
    }

    /// <summary>The private key at an index, or the one that the entry holds.</summary>
    public static SecretBytes PrivateKey(WalletEntry entry, uint index)
    {
        if (entry.PrivateKey is { } privateKey)
        {
            return privateKey.Copy();
        }

        using var account = Account(Mnemonics.Of(entry));
        using var child = account.DerivePath(string.Create(CultureInfo.InvariantCulture, $"m/{index}"));
        return AdaKeys.Format(child.PrivateKey);
    }

    private static Bip32Ed25519 Account(SecretBytes mnemonic)
    {
        Span<byte> entropy = stackalloc byte[Bip39.MaxEntropyLength];
        try
        {
            if (Bip39.ReadEntropy(mnemonic.Span, entropy, out var length) is not null)
            {
                throw new KmsException(KmsError.StoreDamaged, "The entry's mnemonic is not one of BIP-39, without which Cardano has no keys.");
            }

            using var master = Bip32Ed25519.FromEntropy(entropy[..length]);
            return master.DerivePath(AccountPath);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(entropy);
        }
    }
}
