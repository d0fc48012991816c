using System.Numerics;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Contracts;
using TatumKms.Chains.Evm;
using TatumKms.Core;

namespace TatumKms.Chains.Vet;

/// <summary>Says in words what a transaction does.</summary>
internal static class VetDescriber
{
    private const int HighestCoefficient = 255;
    private static readonly BigInteger BaseGasPrice = BigInteger.Pow(10, 15);

    /// <summary>Describes a complete transaction.</summary>
    public static TransactionDescription Describe(VetTransaction transaction, string origin)
    {
        var fee = transaction.Gas * BaseGasPrice * (HighestCoefficient + transaction.GasPriceCoef) / HighestCoefficient;
        string[] notes =
        [
            $"{Expiry(transaction.Expiration, transaction.BlockRef)} The network sets the base price of gas; the fee is counted at 10^15 wei, the price that it started with.",
            .. DependsOn(transaction.DependsOn),
        ];
        return Describe(transaction.To, transaction.Value, transaction.Data, origin).With(notes) with { Fee = new Amount(fee, 18, "VTHO") };
    }

    /// <summary>Describes what a pending transaction says, as far as it is known without look-ups.</summary>
    public static TransactionDescription Describe(VetConfig config, string origin) =>
        Describe(config.To, config.Value, config.Data, origin)
            .With([.. config.BlockRef is { } block ? [Expiry(config.Expiration, block)] : Array.Empty<string>(), .. DependsOn(config.DependsOn)]);

    private static string Expiry(uint expiration, ulong block) => $"Expires {expiration} blocks after block {block >> 32}.";

    private static IEnumerable<string> DependsOn(byte[]? first) =>
        first is null ? [] : [$"Takes effect only after the transaction 0x{Convert.ToHexStringLower(first)}."];

    private static TransactionDescription Describe(byte[]? recipient, BigInteger wei, byte[] data, string origin)
    {
        var value = new Amount(wei, 18, "VET");
        List<Payment> payments = [];
        List<string> notes = [];
        List<ContractCall> calls = [];
        List<Danger> dangers = [];
        if (recipient is not { } to)
        {
            notes.Add($"Deploys a contract with {data.Length} bytes of code and arguments, and {value} for it.");
            dangers.Add(new Danger(DangerKind.Opaque, notes[^1]));
        }
        else
        {
            if (!wei.IsZero || data.Length == 0)
            {
                payments.Add(new Payment(EvmAddress.Lower(to), value));
            }

            if (data.Length > 0)
            {
                var call = ContractCalls.Describe(EvmAddress.Lower(to), data, EvmAddress.Lower);
                payments.AddRange(call.Payments);
                notes.AddRange(call.Notes);
                calls.Add(call.Facts);
                dangers.AddRange(call.Dangers);
            }
        }

        return new TransactionDescription([new Payment(origin, value, IsOwn: true)], payments, Fee: null, notes)
        {
            Calls = calls,
            Dangers = dangers,
        };
    }
}
