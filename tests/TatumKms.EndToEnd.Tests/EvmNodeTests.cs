using System.Numerics;
using TatumKms.Cryptography.Hashing;
using TatumKms.EndToEnd.Tests.Nodes;

namespace TatumKms.EndToEnd.Tests;

/// <summary>What the daemon signs for the Ethereum family is mined by a real node with the chain's own id.</summary>
public sealed class EvmNodeTests
{
    private const string Recipient = "0x00000000000000000000000000000000c0ffee00";
    private static readonly BigInteger Supply = 580_278 * BigInteger.Pow(10, 18);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ETH", 1)]
    [InlineData("BSC", 56)]
    [InlineData("MATIC", 137)]
    [InlineData("XDC", 50)]
    [InlineData("ONE", 1666600000)]
    [InlineData("KCS", 321)]
    [InlineData("KLAY", 8217)]
    public async Task Anvil_mines_coins_a_token_s_deployment_and_its_transfer_of_one_round(string chain, long chainId)
    {
        Tools.RequireAnvil();
        await using var node = await AnvilNode.StartAsync(chainId, Cancellation);
        await using var signing = await StartAsync(chain, node);
        var sender = Hex(signing.Address);
        await node.CallAsync("anvil_setBalance", Cancellation, sender, "0x56bc75e2d63100000");

        string[] ids =
        [
            signing.AddPending($$"""{"to":"{{Recipient}}","value":"1000000000000000"}""", byMnemonic: true),
            signing.AddPending($$"""{"to":"{{Recipient}}","value":"2000000000000000","gas":"21000","maxFeePerGas":"30000000000","maxPriorityFeePerGas":"1000000000"}""", byMnemonic: false),
            signing.AddPending($$"""{"data":"{{Deployment(sender)}}","gas":"4000000"}""", byMnemonic: false),
            signing.AddPending($$"""{"to":"{{Contract(sender, 2)}}","data":"{{Transfer(1500)}}","gas":"100000"}""", byMnemonic: true),
        ];
        await signing.RunDaemonUntilCompletedAsync(ids, Cancellation);

        Assert.Equal(new BigInteger(3_000_000_000_000_000), await node.NumberAsync("eth_getBalance", Cancellation, Recipient, "latest"));
        Assert.Equal(4, await node.NumberAsync("eth_getTransactionCount", Cancellation, sender, "latest"));
        Assert.Equal(1500, await TokensAsync(node, Contract(sender, 2), Recipient));
        Assert.Equal(Supply - 1500, await TokensAsync(node, Contract(sender, 2), sender));
        Assert.DoesNotContain(signing.Sandbox.State.Requests, request => request.Path.Contains("/count/", StringComparison.Ordinal) && request.Method != "GET");
    }

    [Fact]
    public async Task Anvil_mines_dynamic_fees_on_Celo()
    {
        Tools.RequireAnvil();
        await using var node = await AnvilNode.StartAsync(42220, Cancellation);
        await using var signing = await StartAsync("CELO", node);
        await node.CallAsync("anvil_setBalance", Cancellation, signing.Address, "0x56bc75e2d63100000");

        var id = signing.AddPending($$"""{"to":"{{Recipient}}","value":"7","maxFeePerGas":"30000000000","maxPriorityFeePerGas":"1000000000"}""", byMnemonic: true);
        await signing.RunDaemonUntilCompletedAsync([id], Cancellation);

        Assert.Equal(7, await node.NumberAsync("eth_getBalance", Cancellation, Recipient, "latest"));
    }

    [Fact]
    public async Task Anvil_does_not_mine_a_signature_with_one_bit_changed_for_its_sender()
    {
        Tools.RequireAnvil();
        await using var node = await AnvilNode.StartAsync(1, Cancellation);
        var verdict = "";
        Signing? signing = null;
        signing = new Signing("ETH", isMainnet: true, lookUp: node.LookUpAsync, broadcaster: async (raw, token) =>
        {
            var tampered = Convert.FromHexString(raw[2..]);
            tampered[^1] ^= 1;
            try
            {
                verdict = (await node.MineAsync($"0x{Convert.ToHexStringLower(tampered)}", Hex(signing!.Address), token)).ToString()!;
            }
            catch (InvalidOperationException refused)
            {
                verdict = refused.Message;
            }

            return await node.MineAsync(raw, Hex(signing!.Address), token);
        });
        await using (signing)
        {
            await signing.StartAsync(Cancellation);
            await node.CallAsync("anvil_setBalance", Cancellation, signing.Address, "0x56bc75e2d63100000");

            await signing.RunDaemonUntilCompletedAsync(
                [signing.AddPending($$"""{"to":"{{Recipient}}","value":"1"}""", byMnemonic: true)], Cancellation);
        }

        Assert.NotEmpty(verdict);
        Assert.DoesNotContain("Accepted", verdict, StringComparison.Ordinal);
    }

    private static async Task<Signing> StartAsync(string chain, AnvilNode node)
    {
        Signing? signing = null;
        signing = new Signing(
            chain,
            isMainnet: true,
            lookUp: node.LookUpAsync,
            broadcaster: (raw, token) => node.MineAsync(raw.StartsWith("0x78", StringComparison.Ordinal) ? $"0x{raw[4..]}" : raw, Hex(signing!.Address), token));
        await signing.StartAsync(Cancellation);
        return signing;
    }

    private static string Hex(string address) => address.StartsWith("xdc", StringComparison.Ordinal) ? $"0x{address[3..]}" : address;

    private static string Deployment(string holder) =>
        File.ReadAllText(Path.Combine(Tools.NodesFolder, "erc20-deployment.hex")).Trim().Replace("{holder}", holder[2..], StringComparison.Ordinal);

    private static string Transfer(int units) => $"0xa9059cbb{Recipient[2..].PadLeft(64, '0')}{units.ToString("x64", System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The address of a contract follows from who deploys it and with which nonce (below 128).</summary>
    private static string Contract(string deployer, byte nonce) =>
        $"0x{Convert.ToHexStringLower(Keccak256.HashData([0xd6, 0x94, .. Convert.FromHexString(deployer[2..]), nonce])[^20..])}";

    private static Task<BigInteger> TokensAsync(AnvilNode node, string contract, string holder) =>
        node.NumberAsync("eth_call", Cancellation, new { to = contract, data = $"0x70a08231{holder[2..].PadLeft(64, '0')}" }, "latest");
}
