using System.Text.Json;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.EndToEnd.Tests.Nodes;

/// <summary>bcoin 1.0.2: consensus and mempool rules up to segwit.</summary>
internal sealed class BcoinNode : IBitcoinNode
{
    private const string ApiKey = "end-to-end";
    private const int SegwitHeight = 450; // BIP-9 on bcoin's regtest: active from 432 on

    // bcoin's regression test network has prefixes of its own.
    private const byte PubKeyHashVersion = 0x3C, ScriptHashVersion = 0x26;
    private const string SegwitPrefix = "rb";

    private static readonly string Elsewhere = SegwitAddress.Encode(SegwitPrefix, 0, new byte[20]);

    private readonly NodeProcess _process;
    private readonly JsonRpc _rpc;

    private BcoinNode(NodeProcess process, JsonRpc rpc) => (_process, _rpc) = (process, rpc);

    public static async Task<BcoinNode> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Tools.NodesFolder;
        var port = NodeProcess.FreePort();
        var process = NodeProcess.Start("node", ["bitcoin-node.cjs", $"{port}", ApiKey], folder);
        var node = new BcoinNode(process, new JsonRpc(port, "x", ApiKey));
        await process.WaitUntilAsync(() => node._rpc.AnswersAsync(cancellationToken), cancellationToken);
        return node;
    }

    public async Task<Coin> FundAsync(byte[] script, CancellationToken cancellationToken)
    {
        var blocks = await _rpc.CallAsync("generatetoaddress", cancellationToken, 1, AddressOf(script));
        var height = (await _rpc.CallAsync("getblockcount", cancellationToken)).GetInt32();
        await _rpc.CallAsync("generatetoaddress", cancellationToken, Math.Max(100, SegwitHeight - height), Elsewhere);
        var block = await _rpc.CallAsync("getblock", cancellationToken, blocks[0].GetString()!, true, true);
        var coinbase = block.GetProperty("tx")[0];
        var value = decimal.ToInt64(coinbase.GetProperty("vout")[0].GetProperty("value").GetDecimal() * 100_000_000);
        return new Coin(coinbase.GetProperty("txid").GetString()!, 0, value, script);
    }

    public async Task<(string? TransactionId, string? Refusal)> SubmitAsync(string raw, CancellationToken cancellationToken)
    {
        var verdict = await _rpc.CallAsync("submittx", cancellationToken, raw);
        return verdict.GetProperty("accepted").GetBoolean()
            ? (verdict.GetProperty("txid").GetString(), null)
            : (null, verdict.GetProperty("reason").GetString());
    }

    public async Task<int> MineAndConfirmAsync(string transactionId, CancellationToken cancellationToken)
    {
        await _rpc.CallAsync("generatetoaddress", cancellationToken, 1, Elsewhere);
        var transaction = await _rpc.CallAsync("getrawtransaction", cancellationToken, transactionId, true);
        return transaction.TryGetProperty("confirmations", out var confirmations) && confirmations.ValueKind == JsonValueKind.Number
            ? confirmations.GetInt32()
            : 0;
    }

    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        await _process.DisposeAsync();
    }

    private static string AddressOf(byte[] script) => script switch
    {
        [0x76, ..] => Base58Check.Encode([PubKeyHashVersion, .. script[3..23]]),
        [0xA9, ..] => Base58Check.Encode([ScriptHashVersion, .. script[2..22]]),
        _ => SegwitAddress.Encode(SegwitPrefix, 0, script.AsSpan(2)),
    };
}
