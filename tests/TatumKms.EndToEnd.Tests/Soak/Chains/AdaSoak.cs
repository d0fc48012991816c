using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Core;
using TatumKms.EndToEnd.Tests.Nodes;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>Cardano: the node makes each transaction, which spends an output of its own.</summary>
internal sealed class AdaSoak(IReadOnlyList<IChain> chains) : SoakChain("ADA", chains)
{
    private const long Coin = 10_000_000, Fee = 250_000;
    private const string NodePath = "/v3/blockchain/node/cardano-preprod/";

    // The heads of an array and of a text come before the transaction's hexadecimal digits.
    private const int TextOffset = 4;
    private readonly ConcurrentDictionary<string, string> _ids = new();

    public override SandboxAnswer? Answer(SandboxLookUp question, SoakLedger ledger)
    {
        if (!question.Path.StartsWith(NodePath, StringComparison.Ordinal))
        {
            return null;
        }

        return question.Path[(question.Path.LastIndexOf('/') + 1)..] switch
        {
            "preprocess" => Ok("""{"options":{}}"""),
            "metadata" => Ok("""{"metadata":{"ttl":"2000"},"suggested_fee":[]}"""),
            _ => Payloads(question.Body),
        };
    }

    protected override string Make(int number)
    {
        var input = Operation("input", -Coin);
        input["coin_change"] = new JsonObject
        {
            ["coin_identifier"] = new JsonObject { ["identifier"] = Invariant($"{Output(number)}:0") },
            ["coin_action"] = "coin_created",
        };
        return new JsonArray(input, Operation("output", Coin - Fee)).ToJsonString();
    }

    /// <summary>Body, inputs as a tagged set of one, and the hash of the transaction whose output is spent.</summary>
    protected override SoakTransaction Read(string payload)
    {
        const string head = "84a400d9010281825820";
        var text = Encoding.ASCII.GetString(Convert.FromHexString(payload).AsSpan(TextOffset));
        Assert.StartsWith(head, text, StringComparison.Ordinal);
        var output = text.Substring(head.Length, 64);
        return new SoakTransaction(output, _ids[output]);
    }

    private static string Output(int number) => (number + 1).ToString("x64", CultureInfo.InvariantCulture);

    private JsonObject Operation(string type, long value) => new()
    {
        ["type"] = type,
        ["account"] = new JsonObject { ["address"] = Address },
        ["amount"] = new JsonObject
        {
            ["value"] = value.ToString(CultureInfo.InvariantCulture),
            ["currency"] = new JsonObject { ["symbol"] = "ADA", ["decimals"] = 6 },
        },
    };

    /// <summary>What is to be signed is the hash of the body, which is the transaction's id.</summary>
    private SandboxAnswer Payloads(string body)
    {
        using var json = JsonDocument.Parse(body);
        var operations = json.RootElement.GetProperty("operations");
        var payloads = CardanoNode.Payloads(operations);
        var coin = operations[0].GetProperty("coin_change").GetProperty("coin_identifier").GetProperty("identifier").GetString()!;
        _ids[coin[..64]] = payloads.GetProperty("payloads")[0].GetProperty("hex_bytes").GetString()!;
        return Ok(payloads.GetRawText());
    }
}
