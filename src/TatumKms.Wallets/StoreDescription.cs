namespace TatumKms.Wallets;

/// <summary>What can be said of a wallet file without its password.</summary>
/// <param name="Path">The path as it was given.</param>
/// <param name="Exists">Whether there is a file.</param>
/// <param name="Format">What its first bytes say; <see cref="StoreFormat.None"/> when there is no file.</param>
public sealed record StoreDescription(string Path, bool Exists, StoreFormat Format);

/// <summary>The formats of a wallet file.</summary>
public enum StoreFormat
{
    /// <summary>There is no file.</summary>
    None,

    /// <summary>A file that this version does not know: empty, damaged, newer, or something else.</summary>
    Unknown,

    /// <summary>The format of the original tatum-kms: AES-256-CBC under an MD5 key, without a check.</summary>
    Original,

    /// <summary>The format of this program: scrypt and AES-256-GCM.</summary>
    Version2,
}
