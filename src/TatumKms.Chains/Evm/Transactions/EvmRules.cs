using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Chains.Evm.Transactions;

/// <summary>What every node demands of a transaction before it looks at any state.</summary>
internal static class EvmRules
{
    private const int Base = 21_000, Creation = 32_000, ZeroByte = 4, OtherByte = 16, InitCodeWord = 2, AccessedAddress = 2_400, AccessedKey = 1_900;
    private const int MaxInitCode = 49_152;
    private const int BitsOfNumbers = 256, BitsOfGas = 64;

    /// <summary>The gas that a transaction uses before its first instruction (yellow paper, EIP-2028, EIP-2930, EIP-3860).</summary>
    public static BigInteger IntrinsicGas(EvmTransaction transaction)
    {
        var zeros = transaction.Data.AsSpan().Count((byte)0);
        BigInteger gas = Base + (ZeroByte * zeros) + (OtherByte * (transaction.Data.Length - zeros));
        if (transaction.To is null)
        {
            gas += Creation + (InitCodeWord * ((transaction.Data.Length + 31) / 32));
        }

        return gas + transaction.AccessList.Sum(account => AccessedAddress + (AccessedKey * account.StorageKeys.Count));
    }

    /// <summary>Checks a transaction.</summary>
    /// <exception cref="RefusedException">No node would take it.</exception>
    public static void Check(EvmTransaction transaction)
    {
        var needed = IntrinsicGas(transaction);
        Require(transaction.Gas >= needed, $"The gas, {transaction.Gas}, is less than the {needed} that the transaction uses at least.");
        Require(transaction.Gas.GetBitLength() <= BitsOfGas, "The gas has more than 64 bits.");
        Require(
            transaction.Value.GetBitLength() <= BitsOfNumbers && transaction.HighestPrice.GetBitLength() <= BitsOfNumbers,
            "A value or a price has more than 256 bits.");
        Require((transaction.Gas * transaction.HighestPrice).GetBitLength() <= BitsOfNumbers, "The fee has more than 256 bits.");
        Require(transaction.Nonce < ulong.MaxValue, "The nonce is out of range (EIP-2681).");
        Require(
            transaction.MaxPriorityFeePerGas <= transaction.MaxFeePerGas, "maxPriorityFeePerGas is above maxFeePerGas.");
        Require(transaction.To is not null || transaction.Data.Length <= MaxInitCode, $"The code that deploys a contract has more than {MaxInitCode} bytes (EIP-3860).");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new RefusedException(message);
        }
    }
}
