using System.Text.Json;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>A chain of the Ethereum family.</summary>
/// <param name="Code">The chain.</param>
/// <param name="ChainId">Of its test network.</param>
/// <param name="NodePath">The path of the API's node, without the key.</param>
/// <param name="CountPath">How the path of the count of an account's transactions begins.</param>
internal sealed record EvmSoakCoin(string Code, long ChainId, string NodePath, string CountPath = "-");

/// <summary>Ethereum and its kin: the daemon gives each transaction its nonce, by what the node has counted.</summary>
internal sealed class EvmSoak : SoakChain
{
    private const byte LeastList = 0xC0;
    private readonly EvmSoakCoin _coin;

    public EvmSoak(EvmSoakCoin coin, IReadOnlyList<IChain> chains)
        : base(coin.Code, chains)
    {
        _coin = coin;
        StartAt(5);
    }

    public static IReadOnlyList<EvmSoakCoin> Coins { get; } =
    [
        new("ETH", 11155111, "/v3/ethereum/web3/", "/v3/ethereum/transaction/count/"),
        new("BSC", 97, "/v3/bsc/web3/", "/v3/bsc/transaction/count/"),
        new("MATIC", 80002, "/v3/polygon/web3/"),
        new("KLAY", 1001, "/v3/blockchain/node/KLAY/"),
        new("CELO", 11142220, "/v3/blockchain/node/CELO/"),
        new("XDC", 51, "/v3/xdc/web3/", "/v3/xdc/transaction/count/"),
        new("ONE", 1666700000, "/v3/one/web3/"),
        new("KCS", 322, "/v3/kcs/web3/"),
    ];

    public override SandboxAnswer? Answer(SandboxLookUp question, SoakLedger ledger)
    {
        if (question.Path.StartsWith(_coin.CountPath, StringComparison.Ordinal))
        {
            return Ok(Invariant($"{NextSequence()}"));
        }

        if (question.Path == $"/v3/blockchain/fee/{Code}")
        {
            return Ok("""{"slow":1000000000,"medium":30000000000,"fast":90000000000}""");
        }

        if (!question.Path.StartsWith(_coin.NodePath, StringComparison.Ordinal))
        {
            return null;
        }

        using var call = JsonDocument.Parse(question.Body);
        var method = call.RootElement.GetProperty("method").GetString()!;
        var result = method[(method.IndexOf('_', StringComparison.Ordinal) + 1)..] switch
        {
            "chainId" or "chainID" => _coin.ChainId,
            "getTransactionCount" => NextSequence(),
            "estimateGas" => 21_000,
            _ => 30_000_000_000,
        };
        return Ok($$"""{"jsonrpc":"2.0","id":{{call.RootElement.GetProperty("id").GetRawText()}},"result":"0x{{result:x}}"}""");
    }

    protected override string Make(int number) => Invariant($$"""{"to":"0x00000000000000000000000000000000c0ffee00","value":"{{number + 1}}"}""");

    protected override SoakTransaction Read(string payload)
    {
        var raw = Convert.FromHexString(payload.AsSpan(2));
        var nonce = raw[0] >= LeastList ? Rlp.Number(Rlp.Items(raw)[0]) : Rlp.Number(Rlp.Items(raw.AsSpan(1))[1]);
        return new SoakTransaction(Invariant($"nonce {nonce}"), $"0x{Convert.ToHexStringLower(Keccak256.HashData(raw))}", nonce);
    }
}
