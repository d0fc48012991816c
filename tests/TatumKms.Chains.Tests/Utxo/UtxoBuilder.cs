using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Utxo;
using TatumKms.Chains.Utxo.Signing;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Utxo;

/// <summary>Builds pending transactions in bitcore's form, and signs them.</summary>
internal static class UtxoBuilder
{
    public static JsonObject Input(byte[] script, long value, int number = 0) => new()
    {
        ["prevTxId"] = number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture),
        ["outputIndex"] = number,
        ["sequenceNumber"] = uint.MaxValue,
        ["script"] = "",
        ["output"] = new JsonObject { ["satoshis"] = value, ["script"] = Convert.ToHexStringLower(script) },
    };

    public static JsonObject Output(byte[] script, long value) => new() { ["satoshis"] = value, ["script"] = Convert.ToHexStringLower(script) };

    public static JsonObject Transaction(IEnumerable<JsonObject> inputs, IEnumerable<JsonObject> outputs) => new()
    {
        ["version"] = 2,
        ["inputs"] = new JsonArray([.. inputs]),
        ["outputs"] = new JsonArray([.. outputs]),
        ["nLockTime"] = 0,
    };

    public static PendingTransaction Pending(string serialized, string chain = "BTC") => new()
    {
        Id = "6e266d52d296999040336bc2",
        Chain = ChainId.Parse(chain),
        Hashes = [],
        SerializedTransaction = serialized,
        Raw = JsonDocument.Parse("{}").RootElement,
    };

    /// <summary>A key of the test network: its bytes, its text, and the signer.</summary>
    public static SigningKey Key(byte number, byte wifVersion = 0xEF)
    {
        var bytes = new byte[32];
        bytes[31] = number;
        return new SigningKey(Wif.Format(wifVersion, bytes), TestChains.Secp256k1.GetPublicKey(bytes, compressed: true));
    }

    public static async Task<(SignedTransaction Signed, PreparedUtxoTransaction Prepared)> SignAsync(JsonObject transaction, params SigningKey[] keys)
    {
        var chain = TestChains.Registry.Get("BTC");
        var prepared = await chain.PrepareAsync(
            Pending(transaction.ToJsonString()), Network.Testnet, [.. keys.Select(key => key.PublicKey)], null!, TestContext.Current.CancellationToken);
        return (chain.Sign(prepared, keys), (PreparedUtxoTransaction)prepared);
    }

    public static async Task<string> RefusalAsync(JsonObject transaction, params SigningKey[] keys) =>
        (await Assert.ThrowsAsync<RefusedException>(() => SignAsync(transaction, keys))).Message;
}
