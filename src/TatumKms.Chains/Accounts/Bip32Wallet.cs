using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Accounts;

/// <summary>
/// Wallets of a mnemonic (BIP-39) with an account key (BIP-32, secp256k1) below which each index has its own key: the entry
/// keeps the mnemonic and the account's extended public key.
/// </summary>
/// <param name="chain">The chain.</param>
/// <param name="secp256k1">The curve.</param>
/// <param name="accountPath">The path of the account's key on a network, <c>m/44'/60'/0'/0</c>.</param>
/// <param name="xpubVersion">The four version bytes of the account's serialized extended public key on a network.</param>
internal sealed class Bip32Wallet(ChainId chain, ISecp256k1 secp256k1, Func<Network, string> accountPath, Func<Network, uint> xpubVersion)
{
    /// <summary>The version of an xpub, which most chains use on both networks.</summary>
    public const uint Xpub = 0x0488b21e;

    /// <summary>Does something with the 32 bytes of a private key while they exist.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> privateKey);

    /// <summary>A wallet entry: mnemonic, xpub.</summary>
    /// <exception cref="KmsException">The mnemonic is not valid (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Generate(Network network, SecretBytes? mnemonic)
    {
        var words = Mnemonics.NewOrChecked(mnemonic);
        try
        {
            using var account = AccountKey(network, words);
            var xpub = account.Neuter().Serialize(xpubVersion(network));
            return new WalletEntry(chain, network, [new WalletField(WalletEntry.MnemonicField, words), WalletField.Public(WalletEntry.XpubField, xpub)]);
        }
        catch
        {
            words.Dispose();
            throw;
        }
    }

    /// <summary>The compressed public key of an index, from the xpub, or from the mnemonic where the entry has no xpub.</summary>
    /// <exception cref="KmsException">The entry cannot give one (<see cref="KmsError.StoreDamaged"/>).</exception>
    public byte[] PublicKey(WalletEntry entry, uint index)
    {
        if (entry.Xpub is not { } xpub)
        {
            using var account = AccountKey(entry.Network, Mnemonics.Of(entry));
            return account.Neuter().Derive(index).PublicKey;
        }

        try
        {
            return ExtendedPublicKey.Parse(secp256k1, xpub, out _).Derive(index).PublicKey;
        }
        catch (FormatException)
        {
            throw new KmsException(KmsError.StoreDamaged, "The entry's extended public key is malformed.");
        }
    }

    /// <summary>Derives the private key of an index, hands it over, and zeroes it.</summary>
    /// <exception cref="KmsException">The entry has no mnemonic (<see cref="KmsError.StoreDamaged"/>).</exception>
    public T WithPrivateKey<T>(WalletEntry entry, uint index, Use<T> use)
    {
        using var account = AccountKey(entry.Network, Mnemonics.Of(entry));
        using var child = account.Derive(index);
        return use(child.PrivateKey);
    }

    private ExtendedPrivateKey AccountKey(Network network, SecretBytes mnemonic)
    {
        Span<byte> seed = stackalloc byte[Bip39.SeedLength];
        try
        {
            Bip39.DeriveSeed(mnemonic.Span, [], seed);
            using var master = ExtendedPrivateKey.FromSeed(secp256k1, seed);
            return master.DerivePath(accountPath(network));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }
}
