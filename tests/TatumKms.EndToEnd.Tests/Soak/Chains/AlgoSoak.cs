using System.Globalization;
using System.Text.Json.Nodes;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>Algorand: transactions that differ in their amounts have different ids, and the chain takes an id once.</summary>
internal sealed class AlgoSoak(IReadOnlyList<IChain> chains) : SoakChain("ALGO", chains)
{
    private const string GenesisHash = "SGO1GKSzyE7IEPItTxCByw9x8FmnrCDexi9/cOUJOiI=";

    // A map of two: "sig" with 64 bytes, then "txn".
    private const int TransactionOffset = 1 + 4 + 2 + 64 + 4;

    protected override string Make(int number) => new JsonObject
    {
        ["name"] = "Transaction",
        ["tag"] = Buffer("TX"u8.ToArray()),
        ["from"] = Account(PublicKey),
        ["to"] = Account([.. Enumerable.Repeat((byte)9, 32)]),
        ["amount"] = number + 1,
        ["note"] = new JsonObject(),
        ["type"] = "pay",
        ["flatFee"] = true,
        ["genesisHash"] = Buffer(Convert.FromBase64String(GenesisHash)),
        ["fee"] = 1000,
        ["firstRound"] = 100,
        ["lastRound"] = 1100,
        ["genesisID"] = "testnet-v1.0",
        ["appArgs"] = new JsonArray(),
        ["lease"] = new JsonObject(),
    }.ToJsonString();

    protected override SoakTransaction Read(string payload)
    {
        var raw = Convert.FromHexString(payload);
        var id = Base32.Encode(Sha512T256.HashData([.. "TX"u8, .. raw.AsSpan(TransactionOffset)])).TrimEnd('=');
        return new SoakTransaction(id, id);
    }

    private static JsonObject Account(byte[] key) => new() { ["publicKey"] = Indexed(key), ["checksum"] = Indexed(Sha512T256.HashData(key)[^4..]) };

    /// <summary>A Uint8Array.</summary>
    private static JsonObject Indexed(byte[] bytes) =>
        new(bytes.Index().Select(item => KeyValuePair.Create(item.Index.ToString(CultureInfo.InvariantCulture), (JsonNode?)item.Item)));

    private static JsonObject Buffer(byte[] bytes) => new() { ["type"] = "Buffer", ["data"] = new JsonArray([.. bytes.Select(value => (JsonNode)value)]) };
}
