using TatumKms.Chains.Egld;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Egld;

/// <summary>A key, its address, and pending transactions to test with.</summary>
internal static class EgldWorld
{
    public static readonly string PrivateKey = string.Concat(Enumerable.Repeat("07", 32));

    public static EgldChain Chain { get; } = new();

    public static SigningKey Key()
    {
        var text = SecretBytes.FromUtf8(PrivateKey);
        return new SigningKey(text, EgldKeys.PublicKey(text));
    }

    /// <summary>The key's address.</summary>
    public static string Own()
    {
        using var key = Key();
        return EgldAddress.Format(key.PublicKey.Span);
    }

    /// <summary>Somebody's address.</summary>
    public static string Somebody { get; } = EgldAddress.Format(Enumerable.Repeat((byte)3, 32).ToArray());

    /// <summary>A contract's address.</summary>
    public static string Contract { get; } = EgldAddress.Format([.. new byte[8], 5, .. new byte[22], 9]);

    public static PendingTransaction Pending(string serialized, string chain = "EGLD") => new()
    {
        Id = "b02ba3f3fe20c2a59eb8332b",
        Chain = ChainId.Parse(chain),
        Hashes = [SignatureId.Parse("2d5b2f43-e05a-4d5d-aa1c-9ce70eea6af7")],
        SerializedTransaction = serialized,
        Raw = default,
    };

    public static string Serialized(string members) => $$"""{"to":"{{Somebody}}"{{members}}}""";

    public static async Task<PreparedEgldTransaction> PrepareAsync(
        string serialized, EgldGateway? gateway = null, Network network = Network.Mainnet, EgldChain? chain = null)
    {
        using var key = Key();
        return (PreparedEgldTransaction)await (chain ?? Chain).PrepareAsync(
            Pending(serialized), network, [key.PublicKey], gateway ?? new EgldGateway(), TestContext.Current.CancellationToken);
    }

    public static SignedTransaction Sign(PreparedEgldTransaction prepared)
    {
        using var key = Key();
        return Chain.Sign(prepared, [key]);
    }

    /// <summary>The description of a call: to whom, and the data.</summary>
    public static async Task<TransactionDescription> DescribeAsync(string to, string data, string value = "0") =>
        (await PrepareAsync($$"""{"to":"{{to}}","value":"{{value}}","data":"{{data}}"}""")).Description;

    /// <summary>Why a serialized transaction is refused.</summary>
    public static async Task<string> RefusalAsync(string serialized, EgldGateway? gateway = null, Network network = Network.Mainnet) =>
        (await Assert.ThrowsAsync<RefusedException>(() => PrepareAsync(serialized, gateway, network))).Message;
}
