namespace TatumKms.Chains.Sol.Messages;

/// <summary>
/// The order in which web3.js sorts accounts, that of JavaScript's <c>localeCompare</c> for Base58 text: digits before letters, letters
/// without regard to case; where that makes no difference, the first letter that differs decides, lower case first.
/// </summary>
internal sealed class AddressOrder : IComparer<SolAddress>
{
    public static AddressOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(SolAddress? x, SolAddress? y)
    {
        var (left, right) = (x!.Text, y!.Text);
        var order = string.CompareOrdinal(left.ToLowerInvariant(), right.ToLowerInvariant());

        // Ordinal order has the capitals first.
        return order != 0 ? order : -string.CompareOrdinal(left, right);
    }
}
