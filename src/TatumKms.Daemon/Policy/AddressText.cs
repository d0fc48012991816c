namespace TatumKms.Daemon.Policy;

/// <summary>Addresses as text: which spellings are of one address, and which look alike.</summary>
internal static class AddressText
{
    private const int SharedLength = 4;

    /// <summary>What bech32 addresses of the chains begin with; upper case is another spelling of the same.</summary>
    private static readonly string[] Bech32 = ["bc1", "tb1", "bcrt1", "ltc1", "tltc1", "addr1", "addr_test1", "stake1", "stake_test1", "erd1", "bnb1", "tbnb1", "one1"];

    /// <summary>What may stand before an address of Bitcoin Cash.</summary>
    private static readonly string[] CashPrefixes = ["bitcoincash:", "bchtest:"];

    /// <summary>One spelling for all that mean the same address; words stay as they are.</summary>
    public static string Normalize(string address)
    {
        var hex = HexDigits(address);
        if (hex is not null)
        {
            return "0x" + hex.ToLowerInvariant();
        }

        var lower = address.ToLowerInvariant();
        if (CashPrefixes.FirstOrDefault(prefix => lower.StartsWith(prefix, StringComparison.Ordinal)) is { } cash)
        {
            return lower[cash.Length..];
        }

        return Bech32.Any(prefix => lower.StartsWith(prefix, StringComparison.Ordinal)) && !address.Any(char.IsAsciiLetterLower) ? lower : address;
    }

    /// <summary>Whether two spellings are of one address.</summary>
    public static bool AreSame(string one, string other) => Normalize(one) == Normalize(other);

    /// <summary>
    /// Whether somebody who compares the beginning and the end only would take one for the other: thieves make such addresses to be
    /// copied by mistake. What all addresses of a kind begin with does not count.
    /// </summary>
    public static bool LookAlike(string one, string other) => !AreSame(one, other) && Face(one) is { } face && face == Face(other);

    /// <summary>What those compare who look at the beginning and the end only; nothing for what is too short to have a middle.</summary>
    public static string? Face(string address) => Distinctive(Normalize(address)) is { Length: > 2 * SharedLength } text
        ? string.Concat(text.AsSpan(0, SharedLength), text.AsSpan(text.Length - SharedLength))
        : null;

    private static string? HexDigits(string address)
    {
        var prefix = address.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 2 : address.StartsWith("xdc", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
        var digits = address[prefix..];
        return prefix > 0 && digits.Length > 0 && digits.All(char.IsAsciiHexDigit) ? digits : null;
    }

    private static string Distinctive(string address) =>
        address.StartsWith("0x", StringComparison.Ordinal) ? address[2..]
        : Bech32.FirstOrDefault(prefix => address.StartsWith(prefix, StringComparison.Ordinal)) is { } known ? address[Math.Min(address.Length, known.Length + 1)..]
        : address;
}
