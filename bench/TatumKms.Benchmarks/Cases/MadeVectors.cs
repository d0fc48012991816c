using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains;
using TatumKms.Chains.Tests;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Benchmarks.Cases;

/// <summary>Pending transactions that no vector of the original has, in the form of a vector.</summary>
internal static class MadeVectors
{
    private const string Wallet = "7864ba11-7f55-4b0d-abb0-6a767c6ad282";
    private const string EthersTransaction = "masked-1110111100";

    /// <summary>A transaction of ethers.js with two prices (EIP-1559), and what ethers.js signs.</summary>
    public static JsonElement DynamicFee()
    {
        var vector = VectorResource.Load("ethers-transaction.json.gz").EnumerateArray().Single(candidate => candidate.GetProperty("name").GetString() == EthersTransaction);
        var config = JsonNode.Parse(vector.GetProperty("transaction").GetRawText())!.AsObject();
        config["gas"] = config["gasLimit"]!.DeepClone();
        config.Remove("gasLimit");
        return Vector(
            "ETH",
            new JsonObject { ["privateKey"] = vector.GetProperty("privateKey").GetString() },
            config,
            [new JsonObject { ["id"] = Wallet }],
            vector.GetProperty("signedLondon").GetString());
    }

    /// <summary>The first address of BIP-86, from its test vectors, spent once.</summary>
    public static JsonElement Taproot() => Vector(
        "BTC",
        new JsonObject { ["privateKey"] = "KyRv5iFPHG7iB5E4CqvMzH3WFJVhbfYK4VY7XAedd9Ys69mEsPLQ" },
        Spending([Convert.FromHexString("5120a60869f0dbcf1dc659c9cecbaf8050135ea9e8cdc487053f1dc6880949dc684c")]),
        [new JsonObject { ["id"] = Wallet }]);

    /// <summary>A sweep of as many addresses of one mnemonic, P2WPKH.</summary>
    public static JsonElement ManyInputs(int count)
    {
        var wallet = VectorResource.Load("wallets/BTC.json")[0].GetProperty("entry");
        var chain = ChainsRegistration.CreateChains(Secp256k1.CreateBest())[0];
        using var entry = VectorSigner.Entry(wallet);
        var scripts = Enumerable.Range(0, count).Select(i => Script(chain, entry, (uint)i)).ToArray();
        var fields = JsonNode.Parse(wallet.GetRawText())!.AsObject();
        return Vector("BTC", fields, Spending(scripts), [.. Enumerable.Range(0, count).Select(i => new JsonObject { ["id"] = Wallet, ["index"] = i })]);
    }

    private static byte[] Script(IChain chain, WalletEntry entry, uint index)
    {
        using var key = chain.DerivePrivateKey(entry, index);
        return [0x00, 0x14, .. Hash160.HashData(chain.GetPublicKey(entry.Network, key).Span)];
    }

    private static JsonObject Spending(byte[][] scripts) => new()
    {
        ["version"] = 2,
        ["inputs"] = new JsonArray([.. scripts.Select(Input)]),
        ["outputs"] = new JsonArray(Output(scripts[0], 90_000L * scripts.Length)),
        ["nLockTime"] = 0,
    };

    private static JsonObject Input(byte[] script, int number) => new()
    {
        ["prevTxId"] = $"{number + 1:x64}",
        ["outputIndex"] = number,
        ["sequenceNumber"] = uint.MaxValue,
        ["script"] = "",
        ["output"] = Output(script, 100_000),
    };

    private static JsonObject Output(byte[] script, long value) => new() { ["satoshis"] = value, ["script"] = Convert.ToHexStringLower(script) };

    private static JsonElement Vector(string chain, JsonObject wallet, JsonObject transaction, JsonNode[] signatures, string? signed = null)
    {
        wallet["chain"] = chain;
        wallet["testnet"] = false;
        var vector = new JsonObject
        {
            ["chain"] = chain,
            ["testnet"] = false,
            ["wallets"] = new JsonObject { [Wallet] = wallet },
            ["pending"] = new JsonObject
            {
                ["id"] = "6e266d52d296999040336bc2",
                ["chain"] = chain,
                ["hashes"] = new JsonArray(),
                ["signatures"] = new JsonArray(signatures),
                ["serializedTransaction"] = transaction.ToJsonString(),
            },
        };
        if (signed is not null)
        {
            vector["expected"] = new JsonObject { ["signed"] = signed };
        }

        return JsonSerializer.SerializeToElement(vector);
    }
}
