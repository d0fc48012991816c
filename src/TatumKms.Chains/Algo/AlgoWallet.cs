using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Algo;

/// <summary>Wallets of one key each: the entry keeps the address and the secret, not the 25 words.</summary>
internal static class AlgoWallet
{
    /// <summary>A wallet entry: address, secret.</summary>
    /// <exception cref="KmsException">The mnemonic is not one of Algorand (<see cref="KmsError.Usage"/>).</exception>
    public static WalletEntry Generate(Network network, SecretBytes? mnemonic)
    {
        Span<byte> seed = stackalloc byte[AlgorandMnemonic.SeedLength];
        try
        {
            Fill(seed, mnemonic);
            var secret = AlgoKeys.Format(seed);
            var address = AlgoAddress.Format(AlgoKeys.PublicKey(secret));
            return new WalletEntry(
                AlgoChain.Algorand, network, [WalletField.Public(WalletEntry.AddressField, address), new WalletField(WalletEntry.SecretField, secret)]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>An entry that holds one private key, a secret in the same form.</summary>
    public static WalletEntry Import(Network network, SecretBytes privateKey)
    {
        AlgoKeys.PublicKey(privateKey); // throws where the key is unusable
        return new WalletEntry(AlgoChain.Algorand, network, [new WalletField(WalletEntry.PrivateKeyField, privateKey.Copy())]);
    }

    /// <summary>The address of the entry's one key, proven to be the one that the entry names.</summary>
    public static string Address(WalletEntry entry)
    {
        var address = AlgoAddress.Format(PublicKey(entry));
        return entry.Address is null || entry.Address == address
            ? address
            : throw new KmsException(KmsError.StoreDamaged, "The entry's address is not that of its secret.");
    }

    /// <summary>The entry's one key.</summary>
    public static SecretBytes PrivateKey(WalletEntry entry) => Secret(entry).Copy();

    private static byte[] PublicKey(WalletEntry entry)
    {
        try
        {
            return AlgoKeys.PublicKey(Secret(entry));
        }
        catch (KmsException problem) when (problem.Error == KmsError.Usage)
        {
            throw new KmsException(KmsError.StoreDamaged, $"The entry cannot be used. {problem.Message}");
        }
    }

    private static SecretBytes Secret(WalletEntry entry) => entry.Secret ?? entry.PrivateKey
        ?? throw new KmsException(KmsError.StoreDamaged, $"The entry holds neither a secret nor a private key of {entry.Chain}.");

    private static void Fill(Span<byte> seed, SecretBytes? mnemonic)
    {
        if (mnemonic is null)
        {
            RandomNumberGenerator.Fill(seed);
            return;
        }

        switch (AlgorandMnemonic.ReadSeed(mnemonic.Span, seed))
        {
            case null:
                return;
            case MnemonicProblem.WordCount when Bip39.Check(mnemonic.Span) is null:
                throw Invalid($"It is a mnemonic of BIP-39, which Algorand does not use: its own have {AlgorandMnemonic.WordCount} words.");
            case MnemonicProblem.WordCount:
                throw Invalid($"A mnemonic of Algorand has {AlgorandMnemonic.WordCount} words, with one space between them.");
            case MnemonicProblem.UnknownWord:
                throw Invalid("It holds a word that is not in the list (all words are lower case).");
            default:
                throw Invalid("Its checksum is wrong: a word is mistyped or two are swapped.");
        }
    }

    private static KmsException Invalid(string hint) => new(KmsError.Usage, "The mnemonic is not valid; nothing was stored.", hint);
}
