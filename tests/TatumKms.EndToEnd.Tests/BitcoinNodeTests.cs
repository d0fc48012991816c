using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;
using TatumKms.EndToEnd.Tests.Nodes;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>What the daemon signs is mined by real nodes.</summary>
public sealed class BitcoinNodeTests
{
    private const long Fee = 10_000, DogecoinFee = 2_000_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("P2PKH")]
    [InlineData("P2WPKH")]
    [InlineData("P2SH-P2WPKH")]
    public async Task Bcoin_mines_what_the_daemon_signs(string form)
    {
        Tools.RequireBcoin();
        await using var node = await BcoinNode.StartAsync(Cancellation);
        await MinesAsync("BTC", node, form);
    }

    [Theory]
    [InlineData("BTC", "P2PK")]
    [InlineData("BTC", "P2PKH")]
    [InlineData("BTC", "P2WPKH")]
    [InlineData("BTC", "P2SH-P2WPKH")]
    [InlineData("BTC", "P2TR")]
    [InlineData("LTC", "P2PKH")]
    [InlineData("LTC", "P2WPKH")]
    [InlineData("LTC", "P2SH-P2WPKH")]
    [InlineData("LTC", "P2TR")]
    [InlineData("DOGE", "P2PK")]
    [InlineData("DOGE", "P2PKH")]
    public async Task Litecoin_Core_mines_what_the_daemon_signs(string chain, string form)
    {
        Tools.RequireLitecoinCore();
        await using var node = await LitecoinCoreNode.StartAsync(Cancellation);
        await MinesAsync(chain, node, form);
    }

    [Fact]
    public async Task Litecoin_Core_refuses_a_signature_with_one_bit_changed()
    {
        Tools.RequireLitecoinCore();
        await using var node = await LitecoinCoreNode.StartAsync(Cancellation);
        var refusal = "";
        await using var signing = new Signing("BTC", async (raw, token) =>
        {
            // The last bytes of a P2WPKH transaction are the public key and the lock time; the signature ends before them.
            var tampered = Convert.FromHexString(raw);
            tampered[^45] ^= 1;
            refusal = (await node.SubmitAsync(Convert.ToHexStringLower(tampered), token)).Refusal ?? "";
            return Verdict(await node.SubmitAsync(raw, token));
        });
        await signing.StartAsync(Cancellation);
        var coin = await node.FundAsync(ScriptOf("P2WPKH", signing), Cancellation);

        await signing.RunDaemonUntilCompletedAsync(signing.AddPending(coin, byMnemonic: true, Fee), Cancellation);

        Assert.NotEmpty(refusal);
    }

    private static async Task MinesAsync(string chain, IBitcoinNode node, string form)
    {
        await using var signing = new Signing(chain, async (raw, token) => Verdict(await node.SubmitAsync(raw, token)));
        await signing.StartAsync(Cancellation);
        var coin = await node.FundAsync(ScriptOf(form, signing), Cancellation);
        var id = signing.AddPending(coin, byMnemonic: form == "P2WPKH", chain == "DOGE" ? DogecoinFee : Fee);

        var transactionId = await signing.RunDaemonUntilCompletedAsync(id, Cancellation);

        Assert.Equal(1, await node.MineAndConfirmAsync(transactionId, Cancellation));
        Assert.Equal(id, Assert.Single(signing.Sandbox.State.Approvals).Id);
    }

    private static BroadcastVerdict Verdict((string? TransactionId, string? Refusal) answer) => answer.TransactionId is { } id
        ? new BroadcastVerdict.Accepted(id)
        : new BroadcastVerdict.Refused(answer.Refusal!);

    private static byte[] ScriptOf(string form, Signing signing) => form switch
    {
        "P2PK" => [33, .. PublicKey(signing), 0xAC],
        "P2PKH" => [0x76, 0xA9, 20, .. signing.KeyHash, 0x88, 0xAC],
        "P2WPKH" => [0x00, 20, .. signing.KeyHash],
        "P2SH-P2WPKH" => [0xA9, 20, .. Hash160.HashData([0x00, 20, .. signing.KeyHash]), 0x87],
        _ => [0x51, 32, .. TaprootKey(PublicKey(signing))],
    };

    private static byte[] PublicKey(Signing signing)
    {
        Assert.True(Base58Check.TryDecode(signing.PrivateKeyText, out var payload));
        return Secp256k1.CreateBest().GetPublicKey(payload.AsSpan(1, 32), compressed: true);
    }

    // BIP-341: the internal key with an even y, tweaked by its own hash.
    private static byte[] TaprootKey(byte[] publicKey)
    {
        var tweak = TaggedHash.HashData("TapTweak", publicKey.AsSpan(1));
        Assert.True(Secp256k1.CreateBest().TryAddPublic([0x02, .. publicKey.AsSpan(1)], tweak, compressed: true, out var output));
        return output[1..];
    }
}
