using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains;

/// <summary>Checks a mnemonic that a person hands in before it is stored. Mnemonics that are stored already are used as they are.</summary>
internal static class MnemonicInput
{
    /// <summary>A copy of a valid English BIP-39 mnemonic; the caller owns it.</summary>
    /// <exception cref="KmsException">It is not valid (<see cref="KmsError.Usage"/>); no word of it is repeated.</exception>
    public static SecretBytes Check(SecretBytes mnemonic) => Bip39.Check(mnemonic.Span) switch
    {
        null => mnemonic.Copy(),
        MnemonicProblem.WordCount => throw Invalid("A mnemonic has 12, 15, 18, 21 or 24 words, with one space between them."),
        MnemonicProblem.UnknownWord => throw Invalid("It holds a word that is not in the English list of BIP-39 (all words are lower case)."),
        _ => throw Invalid("Its checksum is wrong: a word is mistyped or two are swapped."),
    };

    private static KmsException Invalid(string hint) => new(KmsError.Usage, "The mnemonic is not valid; nothing was stored.", hint);
}
