using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Keys;

/// <summary>Entries of the store: an address with its family seed, or a family seed alone as a private key.</summary>
internal sealed class XrpWallet(ChainId chain, XrpKeys keys)
{
    /// <summary>A new wallet entry: address, secret. The seed is for Ed25519, as the original makes it.</summary>
    /// <exception cref="KmsException">There is a mnemonic (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Generate(Network network, SecretBytes? mnemonic)
    {
        if (mnemonic is not null)
        {
            throw new KmsException(
                KmsError.Usage,
                "There is no standard in this tool that makes an XRP wallet from a mnemonic; nothing was stored.",
                "Generate a wallet without one, or import a family seed with storemanagedprivatekey.");
        }

        Span<byte> entropy = stackalloc byte[FamilySeed.EntropyLength];
        RandomNumberGenerator.Fill(entropy);
        var seed = FamilySeed.Format(XrpAlgorithm.Ed25519, entropy);
        CryptographicOperations.ZeroMemory(entropy);
        try
        {
            var address = XrpAddress.OfPublicKey(keys.PublicKey(seed));
            return new WalletEntry(chain, network, [WalletField.Public(WalletEntry.AddressField, address), new WalletField(WalletEntry.SecretField, seed)]);
        }
        catch
        {
            seed.Dispose();
            throw;
        }
    }

    /// <summary>An entry that holds one family seed.</summary>
    /// <exception cref="KmsException">It is none (<see cref="KmsError.Usage"/>).</exception>
    public WalletEntry Import(Network network, SecretBytes seed)
    {
        keys.PublicKey(seed); // throws where the seed is unusable
        return new WalletEntry(chain, network, [new WalletField(WalletEntry.PrivateKeyField, seed.Copy())]);
    }

    /// <summary>The address of an entry's seed, which must be the stored one where there is one.</summary>
    /// <exception cref="KmsException">The entry has no usable seed, or the address is another's (<see cref="KmsError.StoreDamaged"/>).</exception>
    public string Address(WalletEntry entry)
    {
        string address;
        try
        {
            address = XrpAddress.OfPublicKey(keys.PublicKey(SeedOf(entry)));
        }
        catch (KmsException exception) when (exception.Error == KmsError.Usage)
        {
            throw new KmsException(KmsError.StoreDamaged, "The entry's secret is not a family seed of the XRP Ledger.");
        }

        return entry.Address is not { } stored || stored == address
            ? address
            : throw new KmsException(KmsError.StoreDamaged, $"The entry's address {stored} does not belong to its secret, whose address is {address}.");
    }

    /// <summary>The seed of an entry.</summary>
    /// <exception cref="KmsException">It has none (<see cref="KmsError.StoreDamaged"/>).</exception>
    public static SecretBytes SeedOf(WalletEntry entry) => entry.Secret ?? entry.PrivateKey
        ?? throw new KmsException(KmsError.StoreDamaged, $"The entry holds neither a secret nor a private key of {entry.Chain}.");
}
