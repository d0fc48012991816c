using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>BNB Beacon Chain: the daemon gives each transaction its sequence number, by what the API has counted.</summary>
internal sealed class BnbSoak : SoakChain
{
    private const string Receiver = "tbnb19fts97ukdxllayar9tegw46ys5r96pa57j7zpf", ReceiverHash = "2a5702fb9669bffe93a32af287574485065d07b4";
    private const byte Sequence = 0x20;

    public BnbSoak(IReadOnlyList<IChain> chains)
        : base("BNB", chains) => StartAt(1_000);

    public override SandboxAnswer? Answer(SandboxLookUp question, SoakLedger ledger) => question.Path switch
    {
        "/api/v1/node-info" => Ok("""{"node_info":{"network":"Binance-Chain-Ganges"}}"""),
        var path when path.StartsWith("/v3/bnb/account/", StringComparison.Ordinal) =>
            Ok(Invariant($$"""{"account_number":7,"address":"{{Address}}","sequence":{{NextSequence()}} }""")),
        _ => null,
    };

    protected override string Make(int number) => new JsonObject
    {
        ["msg"] = new JsonObject
        {
            ["inputs"] = new JsonArray(Side(Hash160.HashData(PublicKey), number)),
            ["outputs"] = new JsonArray(Side(Convert.FromHexString(ReceiverHash), number)),
            ["aminoPrefix"] = "2A2C87FA",
        },
        ["signMsg"] = new JsonObject
        {
            ["inputs"] = new JsonArray(new JsonObject { ["address"] = Address, ["coins"] = Coins(number) }),
            ["outputs"] = new JsonArray(new JsonObject { ["address"] = Receiver, ["coins"] = Coins(number) }),
        },
        ["memo"] = "",
    }.ToJsonString();

    /// <summary>The sequence number is the last field of the signature, which ends with its source and memo left out.</summary>
    protected override SoakTransaction Read(string payload)
    {
        var raw = Convert.FromHexString(payload);
        var id = Convert.ToHexString(SHA256.HashData(raw));
        var start = raw.Length - 1;
        while ((raw[start - 1] & 0x80) != 0)
        {
            start--;
        }

        Assert.Equal(Sequence, raw[start - 1]);
        var sequence = raw[start..].Reverse().Aggregate(0L, (number, digit) => (number << 7) | (long)(digit & 0x7F));
        return new SoakTransaction(Invariant($"sequence {sequence}"), id, sequence);
    }

    private static JsonObject Side(byte[] hash, int number) => new()
    {
        ["address"] = new JsonObject { ["type"] = "Buffer", ["data"] = new JsonArray([.. hash.Select(value => (JsonNode)value)]) },
        ["coins"] = Coins(number),
    };

    private static JsonArray Coins(int number) => [new JsonObject { ["denom"] = "BNB", ["amount"] = number + 1 }];
}
