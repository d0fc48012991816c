using TatumKms.Chains.Accounts;
using TatumKms.Chains.Ada.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Ada;

/// <summary>Says in words what a transaction does.</summary>
/// <param name="own">The addresses of the signing keys.</param>
internal sealed class AdaDescriber(IReadOnlyCollection<string> own)
{
    /// <summary>Describes what was asked for and what the server made of it, which agree.</summary>
    public TransactionDescription Describe(AdaOperations operations, AdaBody body) => Describe(operations).With($"Valid until slot {body.TimeToLive}.");

    /// <summary>Describes what is asked for.</summary>
    public TransactionDescription Describe(AdaOperations operations) => new(
        [.. operations.Inputs.GroupBy(input => input.Text).SelectMany(group => Payments(group.Key, [.. group.Select(input => input.Value)]))],
        [.. operations.Outputs.SelectMany(output => Payments(output.Text, [output.Value]))],
        Coins(operations.Fee),
        []);

    private static Amount Coins(Int128 lovelace) => new(lovelace, AdaChain.Decimals, "ADA");

    private IEnumerable<Payment> Payments(string address, AdaValue[] values)
    {
        var isOwn = own.Contains(address);
        yield return new Payment(address, Coins(values.Aggregate(Int128.Zero, (sum, value) => sum + value.Lovelace)), isOwn);
        foreach (var token in values.SelectMany(value => value.Tokens).GroupBy(token => token.Key, token => token.Value))
        {
            var quantity = token.Aggregate(Int128.Zero, (sum, value) => sum + value);
            yield return new Payment(address, new Amount(quantity, 0, $"base units of token {token.Key}"), isOwn) { Token = $"{token.Key}" };
        }
    }
}
