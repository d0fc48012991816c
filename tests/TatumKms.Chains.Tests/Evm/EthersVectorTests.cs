using System.Globalization;
using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests.Evm;

/// <summary>The transactions of ethers.js: 4,096 in each of the four forms, before and after signing.</summary>
public sealed class EthersVectorTests
{
    private static readonly ISecp256k1 Curve = TestChains.Secp256k1;

    /// <summary>The file, how many transactions it holds, and the chain id that typed ones have where none is named.</summary>
    public static TheoryData<string, int, int> Files => new() { { "ethers-transactions.json.gz", 3200, 0 }, { "ethers-transaction.json.gz", 896, 1 } };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_transaction_is_written_signed_and_read_as_by_ethers(string file, int count, int defaultChainId)
    {
        var vectors = GzipFile.Load("standards", "ethereum", file);

        Assert.Equal(count, vectors.GetArrayLength());
        foreach (var vector in vectors.EnumerateArray())
        {
            var transaction = vector.GetProperty("transaction");
            var chainId = Number(transaction, "chainId");
            Check(vector, "Legacy", Read(transaction, EvmTransactionType.Legacy, null));
            if (!chainId.IsZero)
            {
                Check(vector, "Eip155", Read(transaction, EvmTransactionType.Legacy, chainId));
            }

            var typedChainId = transaction.TryGetProperty("chainId", out _) ? chainId : defaultChainId;
            Check(vector, "Berlin", Read(transaction, EvmTransactionType.AccessList, typedChainId));
            Check(vector, "London", Read(transaction, EvmTransactionType.DynamicFee, typedChainId));
        }
    }

    private static void Check(JsonElement vector, string form, EvmTransaction transaction)
    {
        var name = $"{vector.GetProperty("name").GetString()} {form}";
        Assert.True(Text(vector, $"unsigned{form}") == Hex(transaction.SigningBytes()), name);

        var key = Convert.FromHexString(vector.GetProperty("privateKey").GetString()!.AsSpan(2));
        var signed = transaction.Serialize(Curve.SignEcdsa(key, transaction.SigningDigest()));
        Assert.True(Text(vector, $"signed{form}") == Hex(signed), name);

        var (read, signer) = new EvmTransactionReader(Curve).Read(signed);
        Assert.Equal(Hex(Curve.GetPublicKey(key, compressed: true)), Hex(signer));
        Assert.Equal(Hex(transaction.SigningBytes()), Hex(read.SigningBytes()));
    }

    private static EvmTransaction Read(JsonElement json, EvmTransactionType type, BigInteger? chainId) => new()
    {
        Type = type,
        ChainId = chainId,
        Nonce = (ulong)Number(json, "nonce"),
        GasPrice = Number(json, "gasPrice"),
        MaxFeePerGas = Number(json, "maxFeePerGas"),
        MaxPriorityFeePerGas = Number(json, "maxPriorityFeePerGas"),
        Gas = Number(json, "gasLimit"),
        To = json.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.String ? Bytes(to) : null,
        Value = Number(json, "value"),
        Data = json.TryGetProperty("data", out var data) ? Bytes(data) : [],
        AccessList = json.TryGetProperty("accessList", out var list) && type != EvmTransactionType.Legacy
            ? [.. list.EnumerateArray().Select(entry => new AccessedAccount(Bytes(entry.GetProperty("address")), [.. entry.GetProperty("storageKeys").EnumerateArray().Select(Bytes)]))]
            : [],
    };

    private static BigInteger Number(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? BigInteger.Zero
        : value.ValueKind == JsonValueKind.Number ? value.GetInt64()
        : BigInteger.Parse($"0{value.GetString()![2..]}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static byte[] Bytes(JsonElement hex) => Convert.FromHexString(hex.GetString()!.AsSpan(2));

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static string Hex(byte[] bytes) => $"0x{Convert.ToHexStringLower(bytes)}";
}
