using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>Forms that no node runs here: the networks' own libraries read them and recover their sender.</summary>
public sealed class EvmLibraryTests
{
    private const string To = "\"to\":\"0x00000000000000000000000000000000c0ffee00\"", Rest = "\"gas\":\"300000\",\"gasPrice\":\"25000000000\",\"nonce\":7";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($$"""{"type":"VALUE_TRANSFER",{{To}},"value":"5",{{Rest}}}""")]
    [InlineData($$"""{"type":"VALUE_TRANSFER_MEMO",{{To}},"value":"5","data":"0x6869",{{Rest}}}""")]
    [InlineData($$"""{"type":"SMART_CONTRACT_DEPLOY","value":"0","data":"0x6080",{{Rest}}}""")]
    [InlineData($$"""{"type":"SMART_CONTRACT_EXECUTION",{{To}},"value":"0","data":"0xd0e30db0",{{Rest}}}""")]
    [InlineData($$"""{"type":"CANCEL",{{Rest}}}""")]
    [InlineData($$"""{"type":"FEE_DELEGATED_VALUE_TRANSFER",{{To}},"value":"5",{{Rest}}}""")]
    [InlineData($$"""{"type":"FEE_DELEGATED_VALUE_TRANSFER_WITH_RATIO",{{To}},"value":"5","feeRatio":30,{{Rest}}}""")]
    [InlineData($$"""{"type":"FEE_DELEGATED_SMART_CONTRACT_EXECUTION",{{To}},"value":"0","data":"0xd0e30db0",{{Rest}}}""")]
    public Task Kaia_s_library_recovers_the_sender_of_Klaytn_s_own_types(string config)
    {
        Tools.RequirePackage("@kaiachain/js-ext-core");
        return AcceptsAsync("KLAY", config, (raw, sender) => NodeScript.AcceptsAsync("verify-klaytn.mjs", Cancellation, raw, sender, "8217"));
    }

    [Theory]
    [InlineData($$"""{{{To}},"value":"5",{{Rest}}}""")]
    [InlineData($$"""{{{To}},"value":"5","feeCurrency":"0x765de816845861e75a25fca122bb6898b8b1282a",{{Rest}}}""")]
    [InlineData($$"""{{{To}},"value":"5","feeCurrency":"0x765de816845861e75a25fca122bb6898b8b1282a","nonce":7,"gas":"300000","maxFeePerGas":"25000000000","maxPriorityFeePerGas":"1"}""")]
    public Task Celo_s_library_recovers_the_sender_of_Celo_s_own_forms(string config)
    {
        Tools.RequirePackage("@celo/wallet-base");
        return AcceptsAsync("CELO", config, (raw, sender) => NodeScript.AcceptsAsync("verify-celo.mjs", Cancellation, raw, sender));
    }

    private static async Task AcceptsAsync(string chain, string config, Func<string, string, Task<bool>> accepts)
    {
        var verdicts = new List<(bool Right, bool Wrong)>();
        Signing? signing = null;
        signing = new Signing(chain, isMainnet: true, broadcaster: async (raw, _) =>
        {
            // The last byte of the sender's s, before what a fee payer leaves empty.
            var tampered = Convert.FromHexString(raw[2..]);
            tampered[raw.EndsWith("c4c3018080", StringComparison.Ordinal) ? ^27 : ^1] ^= 1;
            verdicts.Add((await accepts(raw, signing!.Address), await accepts($"0x{Convert.ToHexStringLower(tampered)}", signing.Address)));
            return new BroadcastVerdict.Accepted("0x00");
        });
        await using (signing)
        {
            await signing.StartAsync(Cancellation);
            await signing.RunDaemonUntilCompletedAsync([signing.AddPending(config, byMnemonic: true)], Cancellation);
        }

        Assert.Equal([(true, false)], verdicts);
    }
}
