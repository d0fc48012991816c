using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using TatumKms.EndToEnd.Tests.Nodes;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>The server of docs/approval.md, as it stands there, approves and rejects what the daemon of the executable asks.</summary>
public sealed partial class ApprovalExampleTests
{
    private const string Payee = "mfWxJ45yp2SFn7UciZyNpvDKrzbhyfKrY8", SomebodyElse = "n2eMqTT929pb1RDNuqEnxdaLau1rxy3efi";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Payee, 0, 1)]
    [InlineData(SomebodyElse, 10, 0)]
    public async Task The_example_server_approves_payments_to_addresses_that_it_knows(string known, int exitCode, int signed)
    {
        var (exit, error, sent) = await RunAsync(known, sameKey: true);

        Assert.True(exit == exitCode, error);
        Assert.Equal(signed, sent);
    }

    [Fact]
    public async Task A_server_with_another_key_approves_nothing()
    {
        var (exit, error, sent) = await RunAsync(Payee, sameKey: false);

        Assert.Equal((10, 0), (exit, sent));
        Assert.Contains("answered 403", error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Error, int Sent)> RunAsync(string known, bool sameKey)
    {
        Tools.RequireNode();
        var key = RandomNumberGenerator.GetHexString(64);
        await using var signing = new Signing(
            "BTC",
            (_, _) => Task.FromResult<BroadcastVerdict>(new BroadcastVerdict.Accepted(new string('a', 64))),
            variables: new Dictionary<string, string> { ["TATUM_KMS_APPROVAL_KEY"] = key });
        await signing.StartAsync(Cancellation);
        byte[] script = [0x76, 0xa9, 0x14, .. signing.KeyHash, 0x88, 0xac];
        signing.AddPending(new Coin(new string('b', 64), 0, 100_000, script), byMnemonic: false, fee: 1_000);

        var folder = Directory.CreateTempSubdirectory("tatum-kms-approval-");
        using var server = await StartServerAsync(folder.FullName, sameKey ? key : RandomNumberGenerator.GetHexString(64), known);
        try
        {
            var url = $"http://127.0.0.1:{await server.StandardOutput.ReadLineAsync(Cancellation)}/";
            var (exit, _, error) = await signing.Kms.RunAsync(
                "", Cancellation, "daemon", "--testnet", "--chain=BTC", "--runOnce", $"--externalUrl={url}", "--externalUrlMethod=SIGNED");
            Assert.DoesNotContain(key, error, StringComparison.OrdinalIgnoreCase);
            return (exit, error, signing.Sandbox.State.Broadcasts.Count);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Process> StartServerAsync(string folder, string key, string known)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Tools.RepositoryRoot, "docs", "approval.md"), Cancellation);
        var script = Path.Combine(folder, "server.mjs");
        await File.WriteAllTextAsync(script, Example().Match(page).Groups[1].Value, Cancellation);
        var start = new ProcessStartInfo("node", [script]) { RedirectStandardOutput = true };
        start.Environment["APPROVAL_KEY"] = key;
        start.Environment["KNOWN_ADDRESSES"] = known;
        start.Environment["PORT"] = "0";
        return Process.Start(start)!;
    }

    [GeneratedRegex("```js\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
