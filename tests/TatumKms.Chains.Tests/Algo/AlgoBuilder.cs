using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Algo;
using TatumKms.Chains.Algo.MessagePack;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Algo;

/// <summary>Builds pending transactions as an algosdk Transaction is written in JSON, and signs them.</summary>
internal static class AlgoBuilder
{
    public const string TestnetHash = "SGO1GKSzyE7IEPItTxCByw9x8FmnrCDexi9/cOUJOiI=";

    public static AlgoChain Chain { get; } = new();

    /// <summary>An account with a key that everybody can guess.</summary>
    public static SigningKey Key(byte number)
    {
        var seed = new byte[32];
        seed[31] = number;
        var secret = AlgoKeys.Format(seed);
        return new SigningKey(secret, AlgoKeys.PublicKey(secret));
    }

    public static JsonObject Address(SigningKey key) => Address(key.PublicKey.ToArray());

    public static JsonObject Address(byte[] key) => new() { ["publicKey"] = Indexed(key), ["checksum"] = Indexed(AlgoAddress.Checksum(key)) };

    /// <summary>A Uint8Array.</summary>
    public static JsonObject Indexed(byte[] bytes) =>
        new(bytes.Index().Select(item => KeyValuePair.Create(item.Index.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)item.Item)));

    /// <summary>A Buffer.</summary>
    public static JsonObject Buffer(byte[] bytes) => new() { ["type"] = "Buffer", ["data"] = new JsonArray([.. bytes.Select(b => (JsonNode)b)]) };

    /// <summary>What every transaction has, of the test network.</summary>
    public static JsonObject Transaction(string type, SigningKey sender) => new()
    {
        ["name"] = "Transaction",
        ["tag"] = Buffer(Encoding.ASCII.GetBytes("TX")),
        ["from"] = Address(sender),
        ["note"] = new JsonObject(),
        ["type"] = type,
        ["flatFee"] = true,
        ["genesisHash"] = Buffer(Convert.FromBase64String(TestnetHash)),
        ["fee"] = 1000,
        ["firstRound"] = 100,
        ["lastRound"] = 1100,
        ["genesisID"] = "testnet-v1.0",
        ["appArgs"] = new JsonArray(),
        ["lease"] = new JsonObject(),
    };

    public static JsonObject Payment(SigningKey sender)
    {
        var payment = Transaction("pay", sender);
        payment["to"] = Address(Key(9));
        payment["amount"] = 1_500_000;
        return payment;
    }

    public static JsonObject Transfer(SigningKey sender)
    {
        var transfer = Transaction("axfer", sender);
        transfer["to"] = Address(Key(9));
        transfer["amount"] = 25;
        transfer["assetIndex"] = 77;
        return transfer;
    }

    public static PendingTransaction Pending(string serialized, string chain = "ALGO") => new()
    {
        Id = "6e266d52d296999040336bc2",
        Chain = ChainId.Parse(chain),
        Hashes = [],
        SerializedTransaction = serialized,
        Raw = JsonDocument.Parse("{}").RootElement,
    };

    public static Task<PreparedTransaction> PrepareAsync(string serialized, SigningKey key, Network network = Network.Testnet) =>
        Chain.PrepareAsync(Pending(serialized), network, [key.PublicKey], null!, TestContext.Current.CancellationToken);

    public static async Task<TransactionDescription> DescribeAsync(JsonObject transaction, SigningKey key) =>
        (await PrepareAsync(transaction.ToJsonString(), key)).Description;

    public static async Task<SignedTransaction> SignAsync(JsonObject transaction, SigningKey key, Network network = Network.Testnet) =>
        Chain.Sign(await PrepareAsync(transaction.ToJsonString(), key, network), [key]);

    /// <summary>The transaction within what was signed.</summary>
    public static Packed.Map Read(SignedTransaction signed) => PackedReader.Read(Convert.FromHexString(signed.Payload)).MapOf("txn");

    public static async Task<string> RefusalAsync(JsonObject transaction, SigningKey key, Network network = Network.Testnet) =>
        (await Assert.ThrowsAsync<RefusedException>(() => SignAsync(transaction, key, network))).Message;
}
