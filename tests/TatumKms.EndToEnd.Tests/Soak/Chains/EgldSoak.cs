using System.Text.Json;
using TatumKms.Core;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>MultiversX: the daemon gives each transaction its nonce, by what the gateway has counted.</summary>
internal sealed class EgldSoak : SoakChain
{
    private const string NodePath = "/v3/egld/node/";

    public EgldSoak(IReadOnlyList<IChain> chains)
        : base("EGLD", chains) => StartAt(7);

    public override SandboxAnswer? Answer(SandboxLookUp question, SoakLedger ledger) => !question.Path.StartsWith(NodePath, StringComparison.Ordinal)
        ? null
        : Ok(question.Path.EndsWith("/network/config", StringComparison.Ordinal)
            ? """{"data":{"config":{"erd_chain_id":"D","erd_min_gas_price":1000000000,"erd_min_transaction_version":1}},"error":""}"""
            : question.Path.EndsWith("/nonce", StringComparison.Ordinal)
                ? Invariant($$$"""{"data":{"nonce":{{{NextSequence()}}}},"error":""}""")
                : """{"data":{"txGasUnits":50000},"error":""}""");

    protected override string Make(int number) => Invariant($$"""{"from":"{{Address}}","to":"{{Address}}","value":"{{number + 1}}"}""");

    /// <summary>The id is a hash of another form of the transaction, which nothing here needs.</summary>
    protected override SoakTransaction Read(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        var nonce = json.RootElement.GetProperty("nonce").GetInt64();
        return new SoakTransaction(Invariant($"nonce {nonce}"), Id: null, nonce);
    }
}
