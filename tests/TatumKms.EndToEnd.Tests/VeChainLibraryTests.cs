using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>No node of VeChainThor can be had here: its library judges what the daemon sends.</summary>
public sealed class VeChainLibraryTests
{
    private const string To = "\"to\":\"0x00000000000000000000000000000000c0ffee00\"";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($$"""{{{To}},"value":"1500000000000000000"}""")]
    [InlineData($$"""{{{To}},"value":"0","data":"0xa9059cbb00000000000000000000000000000000000000000000000000000000c0ffee01000000000000000000000000000000000000000000000000000000000000000f"}""")]
    [InlineData("""{"data":"0x6080604052","expiration":32,"gasPriceCoef":128}""")]
    public async Task Thor_devkit_recovers_the_sender_of_what_the_daemon_signs(string config)
    {
        Tools.RequirePackage("thor-devkit");
        var sent = new List<string>();
        await using var node = await SandboxServer.StartAsync(new SandboxOptions { LookUp = AnswerAsync }, Cancellation);
        await using var signing = new Signing(
            "VET",
            (raw, _) =>
            {
                sent.Add(raw);
                return Task.FromResult<BroadcastVerdict>(new BroadcastVerdict.Accepted("0x00"));
            },
            variables: new Dictionary<string, string> { ["TATUM_KMS_NODE_URL_VET"] = node.Url.ToString() });
        await signing.StartAsync(Cancellation);

        await signing.RunDaemonUntilCompletedAsync([signing.AddPending(config, byMnemonic: true)], Cancellation);

        var raw = Assert.Single(sent);
        var tampered = Convert.FromHexString(raw[2..]);
        tampered[^10] ^= 1;
        Assert.True(await NodeScript.AcceptsAsync("verify-vechain.mjs", Cancellation, raw, signing.Address));
        Assert.False(await NodeScript.AcceptsAsync("verify-vechain.mjs", Cancellation, $"0x{Convert.ToHexStringLower(tampered)}", signing.Address));
    }

    private static Task<SandboxAnswer?> AnswerAsync(SandboxLookUp question, CancellationToken cancellationToken) => Task.FromResult<SandboxAnswer?>(new(200, question.Path switch
    {
        "/blocks/0" => """{"id":"0x000000000b2bce3c70bc649a02749e8687721b09ed2e15997f466536b20bb127"}""",
        "/blocks/best" => """{"id":"0x0123456789abcdef70bc649a02749e8687721b09ed2e15997f466536b20bb127"}""",
        _ => """[{"data":"0x","events":[],"transfers":[],"gasUsed":1000,"reverted":false,"vmError":""}]""",
    }));
}
