using System.Diagnostics;
using System.Text.Json;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>No node of the XRP Ledger can be had here: two libraries judge what the daemon sends instead.</summary>
public sealed class XrpLibraryTests
{
    // The well-known seed of a test ledger's first account.
    private const string Secp256k1Seed = "snoPBrXtMeMyMHUVTgbuqAfg1SUTb", Secp256k1Address = "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_libraries_accept_the_payment_that_the_daemon_signs_and_refuse_it_with_one_digit_changed(bool isEd25519)
    {
        Tools.RequireXrpLibraries();
        var verdicts = new List<(Verdict Right, Verdict Wrong)>();
        await using var signing = new Signing("XRP", async (raw, token) =>
        {
            verdicts.Add((await VerdictAsync(raw, token), await VerdictAsync(WithOneDigitChanged(raw), token)));
            return new BroadcastVerdict.Accepted(verdicts[^1].Right.Id ?? "none");
        });
        await signing.StartAsync(Cancellation);
        var (entry, address) = isEd25519 ? (signing.Mnemonic, signing.Address) : (await StoreAsync(signing, Secp256k1Seed), Secp256k1Address);
        var transaction = $$"""
            {"TransactionType":"Payment","Account":"{{address}}","Destination":"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B","Amount":"1500000","Fee":"12",
             "Sequence":7,"LastLedgerSequence":9000000,"Flags":0,"DestinationTag":5}
            """;
        var pending = JsonSerializer.Serialize(new { chain = "XRP", hashes = new[] { entry }, serializedTransaction = transaction });

        var id = await signing.RunDaemonUntilCompletedAsync(signing.Sandbox.State.AddPending(pending), Cancellation);

        var (right, wrong) = Assert.Single(verdicts);
        Assert.True(right.Accepted, right.Reason);
        Assert.Equal(right.Id, id);
        Assert.Equal((false, 2), (wrong.Accepted, wrong.Refusals));
    }

    private static async Task<string> StoreAsync(Signing signing, string seed) =>
        (await signing.Kms.JsonAsync(seed + "\n", Cancellation, "storemanagedprivatekey", "XRP", "--testnet")).GetProperty("signatureId").GetString()!;

    /// <summary>The same bytes but for the last hexadecimal digit of the amount, 1,500,000 drops.</summary>
    private static string WithOneDigitChanged(string raw)
    {
        const string Amount = "61400000000016E360";
        Assert.Contains(Amount, raw, StringComparison.Ordinal);
        return raw.Replace(Amount, Amount[..^1] + "1", StringComparison.Ordinal);
    }

    private static async Task<Verdict> VerdictAsync(string raw, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node", ["verify-xrp.mjs", raw]) { WorkingDirectory = Tools.NodesFolder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return JsonSerializer.Deserialize<Verdict>(output, JsonSerializerOptions.Web)!;
    }

    private sealed record Verdict(bool Accepted, int Refusals, string? Id, string Reason);
}
