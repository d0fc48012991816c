using System.Diagnostics;
using System.Text.Json;
using TatumKms.Chains;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.EndToEnd.Tests;

/// <summary>No node of MultiversX can be had here: its own SDK computes what is signed, and the id, apart from the KMS.</summary>
public sealed class MultiversxLibraryTests
{
    private static readonly IChain Chain = ChainsRegistration.CreateChains(Secp256k1.CreateBest()).Single(chain => chain.Id.Code == "EGLD");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0", "", 0)]
    [InlineData("0.000000000000000001", "", 1)]
    [InlineData("31415926.123456789012345678", "note", 127)]
    [InlineData("1", "ESDTTransfer@544f4b382d626531393739@00292b460956", 16_384)]
    [InlineData("340", "žluťoučký 🐎", 4_294_967_296)]
    public async Task The_SDK_accepts_what_is_signed_under_the_same_id_and_refuses_it_with_one_digit_changed(string value, string data, long nonce)
    {
        Tools.RequireMultiversxSdk();
        using var entry = Chain.GenerateWallet(Network.Testnet);
        var receiver = Chain.DeriveAddress(entry, 1);
        var privateKey = Chain.DerivePrivateKey(entry, 0);
        using var key = new SigningKey(privateKey, Chain.GetPublicKey(Network.Testnet, privateKey));
        var pending = new PendingTransaction
        {
            Id = "000000000000000000000000",
            Chain = Chain.Id,
            Hashes = [],
            SerializedTransaction = JsonSerializer.Serialize(new { from = Chain.DeriveAddress(entry, 0), to = receiver, value, data }),
            Raw = default,
        };

        var signed = Chain.Sign(await Chain.PrepareAsync(pending, Network.Testnet, [key.PublicKey], new Gateway(nonce), Cancellation), [key]);
        var right = await VerifyAsync(signed.Payload);
        var wrong = await VerifyAsync(signed.Payload.Replace("\"gasLimit\":50000", "\"gasLimit\":50001", StringComparison.Ordinal));

        Assert.Equal((true, signed.TransactionId), right);
        Assert.False(wrong.Accepted);
    }

    private static async Task<(bool Accepted, string Id)> VerifyAsync(string transaction)
    {
        var start = new ProcessStartInfo("node", ["verify-multiversx.mjs", transaction]) { WorkingDirectory = Tools.NodesFolder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        using var verdict = JsonDocument.Parse(output);
        return (verdict.RootElement.GetProperty("accepted").GetBoolean(), verdict.RootElement.GetProperty("id").GetString()!);
    }

    /// <summary>What the network would answer.</summary>
    private sealed class Gateway(long nonce) : IChainNode
    {
        public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) => Task.FromResult(
            ((NodeAddress.ApiNode)address).Suffix == "/network/config"
                ? Json("""{"data":{"config":{"erd_chain_id":"D","erd_min_gas_price":1000000000,"erd_min_transaction_version":1}},"error":""}""")
                : Json($$$"""{"data":{"nonce":{{{nonce}}}},"error":""}"""));

        public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
            Task.FromResult(Json("""{"data":{"txGasUnits":50000},"error":""}"""));

        public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
            throw new NodeException("Nothing is told.");

        public ulong? NextSequence(string account) => null;

        public ulong FreeSequence(string account, ulong counted) => counted;

        private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
    }
}
