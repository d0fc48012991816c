using System.Globalization;
using System.Security.Cryptography;
using TatumKms.Chains.Xlm.Xdr;
using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Xlm;

/// <summary>
/// Wallet entries: a random seed with its address, as the original makes them, or a mnemonic with the address and the seed of its
/// account 0 (SEP-5: SLIP-10 at m/44'/148'/index').
/// </summary>
internal sealed class XlmWallet(ChainId chain)
{
    /// <summary>An entry with the members (mnemonic,) address, secret.</summary>
    /// <exception cref="KmsException">The mnemonic is not valid (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Generate(Network network, SecretBytes? mnemonic)
    {
        using var words = mnemonic is null ? null : MnemonicInput.Check(mnemonic);
        var secret = words is null ? RandomSecret() : DeriveSecret(words, 0);
        List<WalletField> fields = [WalletField.Public(WalletEntry.AddressField, Address(secret)), new WalletField(WalletEntry.SecretField, secret)];
        if (words is not null)
        {
            fields.Insert(0, new WalletField(WalletEntry.MnemonicField, words.Copy()));
        }

        return new WalletEntry(chain, network, fields);
    }

    /// <summary>An entry that holds one private key.</summary>
    /// <exception cref="KmsException">The text is no seed (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Import(Network network, SecretBytes privateKey)
    {
        XlmKeys.PublicKey(privateKey); // throws where it is unusable
        return new WalletEntry(chain, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <summary>The address of the mnemonic's account of an index, or of the one key that the entry holds.</summary>
    /// <exception cref="KmsException">The entry has no key, or an address that is not its own (<see cref="KmsError.StoreDamaged"/>).</exception>
    public string DeriveAddress(WalletEntry entry, uint index)
    {
        using var own = PrivateKey(entry, 0);
        var address = AddressOfStored(own);
        if (entry.Address is { } stored && stored != address)
        {
            throw Damaged("The address of the entry does not belong to its secret.");
        }

        if (entry.Mnemonic is null || index == 0)
        {
            return address;
        }

        using var key = PrivateKey(entry, index);
        return AddressOfStored(key);
    }

    /// <summary>The mnemonic's seed of an index, or the one that the entry holds, as text S…. The caller owns it.</summary>
    /// <exception cref="KmsException">The entry has no key, or a secret that is not its mnemonic's (<see cref="KmsError.StoreDamaged"/>).</exception>
    public SecretBytes PrivateKey(WalletEntry entry, uint index)
    {
        if (entry.Mnemonic is not { } mnemonic)
        {
            return (entry.Secret ?? entry.PrivateKey)?.Copy() ?? throw Damaged($"The entry holds no key of {chain}.");
        }

        if (entry.Secret is { } secret)
        {
            using var first = DeriveSecret(mnemonic, 0);
            if (!secret.FixedTimeEquals(first.Span))
            {
                throw Damaged("The secret of the entry does not belong to its mnemonic.");
            }
        }

        return DeriveSecret(mnemonic, index);
    }

    /// <summary>The path of an index (SEP-5).</summary>
    public static string Path(string index) => $"m/44'/148'/{index}'";

    private static string Address(SecretBytes secret) => Values.OfKey(XlmKeys.PublicKey(secret)).Id;

    private static string AddressOfStored(SecretBytes secret)
    {
        try
        {
            return Address(secret);
        }
        catch (KmsException exception)
        {
            throw Damaged(exception.Message);
        }
    }

    private static SecretBytes RandomSecret()
    {
        Span<byte> seed = stackalloc byte[XlmKeys.SeedLength];
        RandomNumberGenerator.Fill(seed);
        var secret = XlmKeys.Format(seed);
        CryptographicOperations.ZeroMemory(seed);
        return secret;
    }

    private static SecretBytes DeriveSecret(SecretBytes mnemonic, uint index)
    {
        Span<byte> bip39 = stackalloc byte[Bip39.SeedLength];
        Span<byte> seed = stackalloc byte[XlmKeys.SeedLength];
        try
        {
            Bip39.DeriveSeed(mnemonic.Span, [], bip39);
            Slip10Ed25519.Derive(bip39, Path(index.ToString(CultureInfo.InvariantCulture)), seed);
            return XlmKeys.Format(seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bip39);
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    private static KmsException Damaged(string message) => new(KmsError.StoreDamaged, message);
}
