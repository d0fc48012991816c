using System.Text.Json.Nodes;
using TatumKms.Chains.Xrp;
using TatumKms.Chains.Xrp.Keys;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Xrp;

/// <summary>Makes transactions of one account and signs them with its keys.</summary>
internal static class XrpBuilder
{
    public const string Somebody = "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", Issuer = "rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B";

    public static XrpChain Chain { get; } = new(TestChains.Secp256k1);

    /// <summary>The address of <see cref="Key"/> for Ed25519.</summary>
    public static string Own { get; } = OwnAddress();

    public static SigningKey Key(bool isEd25519 = true)
    {
        var seed = FamilySeed.Format(isEd25519 ? XrpAlgorithm.Ed25519 : XrpAlgorithm.Secp256k1, new byte[FamilySeed.EntropyLength]);
        return new SigningKey(seed, Chain.GetPublicKey(Network.Mainnet, seed));
    }

    /// <summary>A complete transaction with the fields of its type.</summary>
    public static JsonObject Transaction(string type, params (string Name, JsonNode? Value)[] fields)
    {
        var transaction = new JsonObject
        {
            ["TransactionType"] = type,
            ["Account"] = Own,
            ["Fee"] = "12",
            ["Sequence"] = 5,
            ["LastLedgerSequence"] = 100,
            ["Flags"] = 0,
        };
        foreach (var (name, value) in fields)
        {
            transaction[name] = value;
        }

        return transaction;
    }

    public static JsonObject Payment(params (string Name, JsonNode? Value)[] fields) =>
        Transaction("Payment", [("Destination", Somebody), ("Amount", "1500000"), .. fields]);

    public static JsonObject Issued(string value, string currency = "USD") => new() { ["currency"] = currency, ["issuer"] = Issuer, ["value"] = value };

    public static async Task<PreparedTransaction> PrepareAsync(string serialized, SigningKey key, XrpChain? chain = null)
    {
        var pending = new PendingTransaction
        {
            Id = "000000000000000000000000",
            Chain = Chain.Id,
            Hashes = [SignatureId.Create()],
            SerializedTransaction = serialized,
            Raw = default,
        };
        return await (chain ?? Chain).PrepareAsync(pending, Network.Mainnet, [key.PublicKey], new VectorNode(XrplFixture.Parse("{}")), TestContext.Current.CancellationToken);
    }

    public static async Task<TransactionDescription> DescribeAsync(JsonObject transaction)
    {
        using var key = Key();
        return (await PrepareAsync(transaction.ToJsonString(), key)).Description;
    }

    public static async Task<string> NotesAsync(JsonObject transaction) => string.Join('\n', (await DescribeAsync(transaction)).Notes);

    public static async Task<SignedTransaction> SignAsync(JsonObject transaction, bool isEd25519 = true)
    {
        using var key = Key(isEd25519);
        return Chain.Sign(await PrepareAsync(transaction.ToJsonString(), key), [key]);
    }

    public static async Task<string> RefusalAsync(JsonObject transaction, XrpChain? chain = null) => await RefusalAsync(transaction.ToJsonString(), chain);

    public static async Task<string> RefusalAsync(string serialized, XrpChain? chain = null)
    {
        using var key = Key();
        return (await Assert.ThrowsAsync<RefusedException>(() => PrepareAsync(serialized, key, chain))).Message;
    }

    private static string OwnAddress()
    {
        using var key = Key();
        return XrpAddress.OfPublicKey(key.PublicKey.Span);
    }
}
