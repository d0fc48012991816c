using System.Text.Json.Nodes;
using TatumKms.Cryptography.Encodings;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>No node of TRON can be had here: tronweb makes the transactions and judges what the daemon sends.</summary>
public sealed class TronLibraryTests
{
    private const string Other = "4100000000000000000000000000000000c0ffee00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TransferContract", $$"""{"to_address":"{{Other}}","amount":1500000,"owner_address":"{owner}"}""")]
    [InlineData("TransferAssetContract", $$"""{"asset_name":"31303032303030","to_address":"{{Other}}","amount":7,"owner_address":"{owner}"}""")]
    [InlineData("TriggerSmartContract", $$"""{"data":"a9059cbb00000000000000000000000000000000000000000000000000000000c0ffee00000000000000000000000000000000000000000000000000000000000000000f","contract_address":"{{Other}}","owner_address":"{owner}"}""")]
    [InlineData("DelegateResourceContract", $$"""{"balance":1000000,"resource":"ENERGY","receiver_address":"{{Other}}","lock":true,"lock_period":86400,"owner_address":"{owner}"}""")]
    public async Task Tronweb_accepts_what_the_daemon_signs_and_refuses_another_signature(string type, string value)
    {
        Tools.RequirePackage("tronweb");
        var verdicts = new List<(bool Right, bool Wrong)>();
        await using var signing = new Signing("TRON", async (signed, token) =>
        {
            var json = JsonNode.Parse(signed)!;
            var signature = json["signature"]![0]!.GetValue<string>();
            json["signature"]![0] = $"{(signature[0] == '0' ? '1' : '0')}{signature[1..]}";
            verdicts.Add((await AcceptsAsync(signed, token), await AcceptsAsync(json.ToJsonString(), token)));
            return new BroadcastVerdict.Accepted(json["txID"]!.GetValue<string>());
        });
        await signing.StartAsync(Cancellation);
        Assert.True(Base58Check.TryDecode(signing.Address, out var owner));
        var unsigned = await NodeScript.PrintAsync(
            "make-tron.mjs", Cancellation, type, value.Replace("{owner}", Convert.ToHexStringLower(owner), StringComparison.Ordinal));

        var id = await signing.RunDaemonUntilCompletedAsync(signing.AddPending(unsigned, byMnemonic: true), Cancellation);

        Assert.Equal([(true, false)], verdicts);
        Assert.Equal(JsonNode.Parse(unsigned)!["txID"]!.GetValue<string>(), id);
    }

    private static Task<bool> AcceptsAsync(string signed, CancellationToken cancellationToken) => NodeScript.AcceptsAsync("verify-tron.mjs", cancellationToken, signed);
}
