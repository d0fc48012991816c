using System.Text.Json;
using TatumKms.Cryptography.Hashing;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>
/// No node with the Schnorr signatures of Bitcoin Cash can be had here: libauth's virtual machine and bitcore-lib-cash's interpreter
/// judge the whole transaction instead.
/// </summary>
public sealed class BitcoinCashEngineTests
{
    private const long Value = 100_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_engines_accept_what_the_daemon_signs_and_refuse_it_for_another_amount()
    {
        Tools.RequireBitcoinCashEngines();
        var verdicts = new List<(bool Right, bool Wrong)>();
        Signing? signing = null;
        signing = new Signing("BCH", async (raw, token) =>
        {
            var script = $"76a914{Convert.ToHexStringLower(KeyHash(signing!.Address))}88ac";
            verdicts.Add((await AcceptsAsync(raw, script, Value, token), await AcceptsAsync(raw, script, Value + 1, token)));
            return new BroadcastVerdict.Accepted(TransactionId(raw));
        });
        await using (signing)
        {
            await signing.StartAsync(Cancellation);
            var outpoints = string.Concat(Enumerable.Range(1, 2).Select(i => $"{i:x2}{new string('0', 62)}0000000000ffffffff"));
            var unsigned = $"0200000002{outpoints}01" + "5809030000000000" + $"1976a914{new string('0', 40)}88ac" + "00000000";

            // One key owns both inputs: its id stands there twice.
            var pending = $$"""
                {"chain":"BCH","hashes":["{{signing.PrivateKey}}","{{signing.PrivateKey}}"],"serializedTransaction":"{{unsigned}}:[{{Value}},{{Value}}]"}
                """;

            await signing.RunDaemonUntilCompletedAsync(signing.Sandbox.State.AddPending(pending), Cancellation);
        }

        Assert.Equal([(true, false)], verdicts);
    }

    private static Task<bool> AcceptsAsync(string raw, string script, long value, CancellationToken cancellationToken) => NodeScript.AcceptsAsync(
        "verify-bitcoin-cash.mjs", cancellationToken, raw, JsonSerializer.Serialize(Enumerable.Repeat(new { value, script }, 2)));

    private static string TransactionId(string raw) => Convert.ToHexStringLower([.. Sha256d.HashData(Convert.FromHexString(raw)).Reverse()]);

    // The 160 bits behind the version byte of a cashaddr address.
    private static byte[] KeyHash(string address)
    {
        const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
        var bits = string.Concat(address[(address.IndexOf(':', StringComparison.Ordinal) + 1)..^8]
            .Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(1, 20).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2))];
    }
}
