using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Accounts;

/// <summary>Mnemonics of wallet entries: new ones, given ones, stored ones.</summary>
internal static class Mnemonics
{
    /// <summary>A copy of the mnemonic that a person handed in, checked, or a new one of 24 words; the caller owns it.</summary>
    /// <exception cref="KmsException">It is not valid (<see cref="KmsError.Usage"/>).</exception>
    public static SecretBytes NewOrChecked(SecretBytes? mnemonic)
    {
        if (mnemonic is not null)
        {
            return MnemonicInput.Check(mnemonic);
        }

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

    /// <summary>The mnemonic of an entry; stays the entry's.</summary>
    /// <exception cref="KmsException">It has none (<see cref="KmsError.StoreDamaged"/>).</exception>
    public static SecretBytes Of(WalletEntry entry) => entry.Mnemonic
        ?? throw new KmsException(KmsError.StoreDamaged, $"The entry holds neither a mnemonic nor a private key of {entry.Chain}.");
}
