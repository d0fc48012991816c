using System.Text.Json.Nodes;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>
/// No node of Algorand can be had here: Algorand's own library and another implementation of Ed25519 judge the transaction instead.
/// </summary>
public sealed class AlgorandLibraryTests
{
    private const string Script = "verify-algorand.mjs";
    private const string Somebody = "GD64YIY3TWGDMCNPP553DZPPR6LDUSFQOIJVFDPPXWEG3FVOJCCDBBHU5A";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, """{"type":"pay","to":"#","amount":12345678}""")]
    [InlineData(false, """{"type":"pay","to":"#","amount":0,"closeRemainderTo":"#","reKeyTo":"#"}""")]
    [InlineData(false, """{"type":"axfer","to":"#","amount":1,"assetIndex":77,"assetRevocationTarget":"#"}""")]
    [InlineData(false, """{"type":"acfg","assetTotal":1000,"assetDecimals":2,"assetName":"Žluťoučký","assetManager":"#","assetClawback":"#"}""")]
    [InlineData(false, """{"type":"afrz","freezeAccount":"#","assetIndex":77,"freezeState":true}""")]
    [InlineData(false, """{"type":"appl","appIndex":5,"appOnComplete":1,"appArgs":[{"0":1,"1":0}],"appAccounts":["#"],"appForeignApps":[0,9],"boxes":[{"appIndex":9,"name":{"0":7}}]}""")]
    [InlineData(false, """{"type":"keyreg","nonParticipation":true}""")]
    public async Task The_library_accepts_what_the_daemon_signs_until_a_bit_changes(bool byIndex, string members)
    {
        Tools.RequirePackage("algosdk");
        var verdicts = new List<bool>();
        await using var signing = new Signing("ALGO", async (raw, token) =>
        {
            // The signature stands behind the heads of two maps and of its own; the last bytes are the type.
            verdicts.Add(await NodeScript.AcceptsAsync(Script, token, raw));
            verdicts.Add(await NodeScript.AcceptsAsync(Script, token, WithChangedBit(raw, 20)));
            verdicts.Add(await NodeScript.AcceptsAsync(Script, token, WithChangedBit(raw, 85)));
            return new BroadcastVerdict.Accepted("accepted");
        });
        await signing.StartAsync(Cancellation);

        await signing.RunDaemonUntilCompletedAsync(signing.AddPending(Transaction(members, signing.Address), byIndex), Cancellation);

        Assert.Equal([true, false, false], verdicts);
    }

    private static string Transaction(string members, string sender)
    {
        var transaction = JsonNode.Parse(members.Replace("#", Somebody, StringComparison.Ordinal))!.AsObject();
        transaction["from"] = sender;
        transaction["fee"] = 1000;
        transaction["firstRound"] = 100;
        transaction["lastRound"] = 1100;
        transaction["genesisID"] = "testnet-v1.0";
        transaction["genesisHash"] = "SGO1GKSzyE7IEPItTxCByw9x8FmnrCDexi9/cOUJOiI=";
        return transaction.ToJsonString();
    }

    private static string WithChangedBit(string raw, int position)
    {
        var bytes = Convert.FromHexString(raw);
        bytes[position] ^= 1;
        return Convert.ToHexStringLower(bytes);
    }
}
