namespace TatumKms.Chains.Ada.Transactions;

/// <summary>Lovelace and other tokens that lie in one output.</summary>
/// <param name="lovelace">The coins, in millionths of an ADA.</param>
internal sealed class AdaValue(ulong lovelace)
{
    private readonly SortedDictionary<string, ulong> _tokens = new(StringComparer.Ordinal);

    /// <summary>The coins, in millionths of an ADA.</summary>
    public ulong Lovelace { get; } = lovelace;

    /// <summary>How much there is of each token, by policy and name: <c>{56 hexadecimal digits}.{hexadecimal digits}</c>.</summary>
    public IReadOnlyDictionary<string, ulong> Tokens => _tokens;

    /// <summary>Adds a token; false when it is there already.</summary>
    public bool TryAdd(string policy, string name, ulong quantity) => _tokens.TryAdd($"{policy}.{name}", quantity);

    /// <summary>Whether it is the same amount of the same tokens.</summary>
    public bool IsSameAs(AdaValue other) => Lovelace == other.Lovelace && _tokens.SequenceEqual(other._tokens);
}
