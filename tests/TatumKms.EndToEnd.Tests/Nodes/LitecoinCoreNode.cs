using System.Text.Json;

namespace TatumKms.EndToEnd.Tests.Nodes;

/// <summary>Litecoin Core 0.21.2: the rules of Bitcoin with taproot active from the first block.</summary>
internal sealed class LitecoinCoreNode : IBitcoinNode
{
    private const string User = "end", Password = "to-end";
    private const string Elsewhere = "raw(51)"; // anybody's

    private readonly NodeProcess _process;
    private readonly JsonRpc _rpc;
    private readonly string _folder;

    private LitecoinCoreNode(NodeProcess process, JsonRpc rpc, string folder) => (_process, _rpc, _folder) = (process, rpc, folder);

    public static async Task<LitecoinCoreNode> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("litecoin-").FullName;
        var port = NodeProcess.FreePort();
        string[] arguments =
        [
            "-regtest", $"-datadir={folder}", "-server", "-txindex", "-listen=0", "-listenonion=0", "-dnsseed=0", "-upnp=0", "-connect=0",
            "-disablewallet", "-rpcbind=127.0.0.1", "-rpcallowip=127.0.0.1", $"-rpcport={port}", $"-rpcuser={User}", $"-rpcpassword={Password}",
        ];
        var process = NodeProcess.Start("litecoind", arguments, folder);
        var node = new LitecoinCoreNode(process, new JsonRpc(port, User, Password), folder);
        await process.WaitUntilAsync(() => node._rpc.AnswersAsync(cancellationToken), cancellationToken);
        return node;
    }

    public async Task<Coin> FundAsync(byte[] script, CancellationToken cancellationToken)
    {
        var blocks = await MineAsync(1, $"raw({Convert.ToHexStringLower(script)})", cancellationToken);
        await MineAsync(100, Elsewhere, cancellationToken);
        var block = await _rpc.CallAsync("getblock", cancellationToken, blocks[0].GetString()!, 2);
        var coinbase = block.GetProperty("tx")[0];
        var value = decimal.ToInt64(coinbase.GetProperty("vout")[0].GetProperty("value").GetDecimal() * 100_000_000);
        return new Coin(coinbase.GetProperty("txid").GetString()!, 0, value, script);
    }

    public async Task<(string? TransactionId, string? Refusal)> SubmitAsync(string raw, CancellationToken cancellationToken)
    {
        var verdict = (await _rpc.CallAsync("testmempoolaccept", cancellationToken, new[] { raw }, 0))[0];
        return verdict.GetProperty("allowed").GetBoolean()
            ? ((await _rpc.CallAsync("sendrawtransaction", cancellationToken, raw, 0)).GetString(), null)
            : (null, verdict.GetProperty("reject-reason").GetString());
    }

    public async Task<int> MineAndConfirmAsync(string transactionId, CancellationToken cancellationToken)
    {
        await MineAsync(1, Elsewhere, cancellationToken);
        var transaction = await _rpc.CallAsync("getrawtransaction", cancellationToken, transactionId, true);
        return transaction.TryGetProperty("confirmations", out var confirmations) ? confirmations.GetInt32() : 0;
    }

    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<JsonElement> MineAsync(int count, string descriptor, CancellationToken cancellationToken)
    {
        var withChecksum = (await _rpc.CallAsync("getdescriptorinfo", cancellationToken, descriptor)).GetProperty("descriptor").GetString()!;
        return await _rpc.CallAsync("generatetodescriptor", cancellationToken, count, withChecksum);
    }
}
