namespace TatumKms.Cryptography.HdKeys;

/// <summary>Why a text is not an English BIP-39 mnemonic. It never says which word.</summary>
public enum MnemonicProblem
{
    /// <summary>Not 12, 15, 18, 21 or 24 words.</summary>
    WordCount,

    /// <summary>
    /// A word is not on the English list, which is in lower case; or the words are not parted by exactly one space.
    /// </summary>
    UnknownWord,

    /// <summary>The words are known, but their checksum is wrong: most likely a word is misspelt or out of place.</summary>
    Checksum,
}
