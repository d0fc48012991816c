using System.Buffers.Binary;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>Solana: the daemon fetches a block hash, brings the transaction to the node and tells the API its signature.</summary>
internal sealed class SolSoak(IReadOnlyList<IChain> chains) : SoakChain("SOL", chains)
{
    private const int SignatureLength = 64;
    private const string Placeholder = "7WyEshBZcZwEbJsvSeGgCkSNMxxxFAym3x7Cuj6UjAUE";

    private int _blocks;

    public override SandboxAnswer? Answer(SandboxLookUp question, SoakLedger ledger)
    {
        if (!question.Path.StartsWith("/v3/blockchain/node/SOL/", StringComparison.Ordinal))
        {
            return null;
        }

        using var call = JsonDocument.Parse(question.Body);
        var parameters = call.RootElement.GetProperty("params");
        var result = call.RootElement.GetProperty("method").GetString() switch
        {
            "getLatestBlockhash" => $$"""{"value":{"blockhash":"{{NewBlockhash()}}","lastValidBlockHeight":1000} }""",
            "sendTransaction" => Send(parameters[0].GetString()!, ledger),
            "getTransaction" => ledger.Has(this, parameters[0].GetString()!) ? """{"slot":1,"meta":{"err":null} }""" : "null",
            "getBlockHeight" => "10",
            _ => """{"value":true}""",
        };
        return Ok($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""");
    }

    /// <summary>The API is told a signature, as often as need be; the chain must have it.</summary>
    public override BroadcastVerdict Judge(SandboxBroadcast broadcast, SoakLedger ledger) => ledger.Has(this, broadcast.TxData)
        ? new BroadcastVerdict.Accepted(broadcast.TxData)
        : new BroadcastVerdict.Refused("There is no such transaction.");

    protected override string Make(int number)
    {
        Assert.True(Base58.TryDecode(Placeholder, out var blockhash));
        byte[] receiver = [7, .. new byte[30], 0xEE], system = new byte[32];
        byte[] message = [1, 0, 1, 3, .. PublicKey, .. receiver, .. system, .. blockhash, 1, 2, 2, 0, 1, 12, 2, 0, 0, 0, .. BitConverter.GetBytes(number + 1L)];
        return $$"""{"txData":"{{Convert.ToHexStringLower(message)}}"}""";
    }

    protected override SoakTransaction Read(string payload)
    {
        var signature = Base58.Encode(Convert.FromBase64String(payload).AsSpan(1, SignatureLength));
        return new SoakTransaction(signature, signature);
    }

    /// <summary>Another one each time, so that what is signed anew is another transaction.</summary>
    private string NewBlockhash()
    {
        var hash = new byte[32];
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(28), Interlocked.Increment(ref _blocks));
        return Base58.Encode(hash);
    }

    /// <summary>The payment is told by its amount, the last eight bytes: nothing else of it names the pending transaction.</summary>
    private string Send(string payload, SoakLedger ledger)
    {
        var sent = Read(payload);
        var number = BinaryPrimitives.ReadInt64LittleEndian(Convert.FromBase64String(payload).AsSpan()[^8..]) - 1;
        ledger.Take(this, SoakIds.Of(Code, (int)number), sent, payload);
        return $"\"{sent.Id}\"";
    }
}
