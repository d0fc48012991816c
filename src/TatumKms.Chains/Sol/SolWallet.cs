using System.Globalization;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Sol;

/// <summary>
/// Wallets of Solana. An entry holds a mnemonic with the address and private key of its index 0, as the original writes it, or one
/// private key. The path has one step more than that of other wallets, and both networks share it.
/// </summary>
internal sealed class SolWallet(ChainId chain)
{
    /// <summary>An entry: mnemonic, address, private key.</summary>
    /// <exception cref="KmsException">The mnemonic is not valid (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Generate(Network network, SecretBytes? mnemonic)
    {
        var words = Mnemonics.NewOrChecked(mnemonic);
        try
        {
            var privateKey = Derived(words, 0);
            return new WalletEntry(chain, network, [
                new WalletField(WalletEntry.MnemonicField, words),
                WalletField.Public(WalletEntry.AddressField, AddressOf(privateKey)),
                new WalletField(WalletEntry.PrivateKeyField, privateKey),
            ]);
        }
        catch
        {
            words.Dispose();
            throw;
        }
    }

    /// <summary>An entry that holds one private key.</summary>
    /// <exception cref="KmsException">The key is unusable (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Import(Network network, SecretBytes privateKey)
    {
        SolKeys.PublicKey(privateKey.Span); // throws where the key is unusable
        return new WalletEntry(chain, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <summary>The address of the key at an index, or of the one key that the entry holds.</summary>
    /// <exception cref="KmsException">The entry cannot give one, or contradicts itself (<see cref="KmsError.StoreDamaged"/>).</exception>
    public static string Address(WalletEntry entry, uint index)
    {
        using var privateKey = PrivateKey(entry, index);
        return AddressOf(privateKey);
    }

    /// <summary>The private key at an index, or the one key that the entry holds; the caller owns it.</summary>
    /// <exception cref="KmsException">As for <see cref="Address"/>.</exception>
    public static SecretBytes PrivateKey(WalletEntry entry, uint index)
    {
        if (entry.Mnemonic is null && entry.PrivateKey is { } only)
        {
            RequireAddress(entry, AddressOf(only));
            return only.Copy();
        }

        var mnemonic = Mnemonics.Of(entry);
        using (var first = Derived(mnemonic, 0))
        {
            RequireFirst(entry, first);
        }

        return Derived(mnemonic, index);
    }

    /// <summary>The path of an index: the original's, not that of common wallets.</summary>
    public static string Path(string index) => $"m/44'/501'/0'/0'/{index}'";

    private static SecretBytes Derived(SecretBytes mnemonic, uint index) =>
        Slip10Mnemonic.WithKey(mnemonic, Path(index.ToString(CultureInfo.InvariantCulture)), SolKeys.Format);

    private static string AddressOf(SecretBytes privateKey) => new SolAddress(SolKeys.PublicKey(privateKey.Span)).Text;

    /// <summary>Whoever sends to the stored address must be able to count on the mnemonic, and the other way round.</summary>
    private static void RequireFirst(WalletEntry entry, SecretBytes first)
    {
        var address = AddressOf(first);
        RequireAddress(entry, address);
        if (entry.PrivateKey is { } stored && AddressOf(stored) != address)
        {
            throw Damaged("The stored private key is not the one of the stored mnemonic.");
        }
    }

    private static void RequireAddress(WalletEntry entry, string address)
    {
        if (entry.Address is { } stored && stored != address)
        {
            throw Damaged("The stored address is not the one of the stored key.");
        }
    }

    private static KmsException Damaged(string message) => new(KmsError.StoreDamaged, message, "Restore the store from a backup, or make the entry anew from the mnemonic.");
}
