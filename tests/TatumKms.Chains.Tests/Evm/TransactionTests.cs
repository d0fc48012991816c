using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Evm;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Evm;

/// <summary>The TransactionTests of ethereum/tests, by the rules of the newest fork that each names.</summary>
public sealed class TransactionTests
{
    private static readonly JsonElement Vectors = VectorFile.Load("standards", "ethereum", "transaction-tests.json");

    public static TheoryData<string> Valid => [.. Names(vector => !vector.TryGetProperty("exception", out _))];

    public static TheoryData<string> Invalid => [.. Names(vector => vector.TryGetProperty("exception", out _))];

    [Fact]
    public void There_are_210_of_them() => Assert.Equal((50, 160), (Valid.Count, Invalid.Count));

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_transaction_is_read_and_written_again_with_its_sender_hash_and_gas(string name)
    {
        var vector = Find(name);
        var bytes = Bytes(vector);

        var (transaction, signer) = new EvmTransactionReader(TestChains.Secp256k1).Read(bytes);
        EvmRules.Check(transaction);

        Assert.Equal(vector.GetProperty("sender").GetString(), EvmAddress.Lower(EvmAddress.OfPublicKey(TestChains.Secp256k1, signer)));
        Assert.Equal(vector.GetProperty("hash").GetString(), $"0x{Convert.ToHexStringLower(transaction.Hash(bytes))}");
        Assert.Equal(
            BigInteger.Parse($"0{vector.GetProperty("intrinsicGas").GetString()![2..]}", NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            EvmRules.IntrinsicGas(transaction));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_transaction_is_refused(string name) => Assert.False(IsTaken(Bytes(Find(name))));

    private static bool IsTaken(byte[] bytes)
    {
        try
        {
            var (transaction, _) = new EvmTransactionReader(TestChains.Secp256k1).Read(bytes);
            EvmRules.Check(transaction);

            // The tests are those of Ethereum's main network.
            return transaction.ChainId is null || transaction.ChainId == BigInteger.One;
        }
        catch (Exception problem) when (problem is FormatException or RefusedException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Names(Func<JsonElement, bool> which) =>
        Vectors.EnumerateArray().Where(which).Select(vector => vector.GetProperty("name").GetString()!);

    private static JsonElement Find(string name) => Vectors.EnumerateArray().First(vector => vector.GetProperty("name").GetString() == name);

    private static byte[] Bytes(JsonElement vector) =>
        vector.GetProperty("txbytes").GetString() is { Length: > 2 } hex ? Convert.FromHexString(hex.AsSpan(2)) : [];
}
