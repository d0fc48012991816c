using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Flow;

/// <summary>Flow's own node: REST of the access API, version 1.</summary>
internal sealed class FlowAccessNode(ChainId chain, IChainNode node, Network network)
{
    private const int IdLength = 32;

    /// <summary>How far a transaction has come.</summary>
    /// <param name="IsSealed">Whether its outcome is final.</param>
    /// <param name="IsExpired">Whether the node says that it can never get onto the chain.</param>
    /// <param name="Succeeded">Whether it did what it should, once it is sealed.</param>
    /// <param name="Error">The chain's own words; may be empty.</param>
    public sealed record Result(bool IsSealed, bool IsExpired, bool Succeeded, string Error);

    /// <summary>The newest block whose place is certain (<c>final</c>), or whose results are (<c>sealed</c>).</summary>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<FlowBlock> BlockAsync(string height, CancellationToken cancellationToken)
    {
        var answer = await node.GetAsync(Address($"/v1/blocks?height={height}&expand=payload"), cancellationToken);
        return FlowAnswer.List(answer).Select(block => FlowAnswer.Member(block, "header")).FirstOrDefault() is { } header
            && FlowAnswer.Hex(header, "id", IdLength) is { } id && FlowAnswer.Number(header, "height") is { } number
            ? new FlowBlock(id, number)
            : throw new NodeException("The access node's answer holds no block.");
    }

    /// <summary>The sequence number that a key's next transaction must have, as of the newest sealed block.</summary>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<ulong> SequenceNumberAsync(FlowKey key, CancellationToken cancellationToken)
    {
        var account = await node.GetAsync(Address($"/v1/accounts/{key.Address}?block_height=sealed&expand=contracts,keys"), cancellationToken);
        var keys = FlowAnswer.List(FlowAnswer.Member(account, "keys")).Where(candidate => FlowAnswer.Number(candidate, "index") == key.Index);
        return keys.Select(found => FlowAnswer.Number(found, "sequence_number")).FirstOrDefault()
            ?? throw new NodeException("The access node does not know the proposal key.");
    }

    /// <summary>Sends a transaction; harmless when it was sent before.</summary>
    /// <returns>The id that the node gives it.</returns>
    /// <exception cref="NodeException">No usable answer; with status 400 the node refuses it.</exception>
    public async Task<string> SendAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var answer = await node.TellAsync(Address("/v1/transactions"), write, cancellationToken);
        return FlowAnswer.Hex(answer, "id", IdLength) is { } id
            ? Convert.ToHexStringLower(id)
            : throw new NodeException("The access node's answer holds no transaction id.");
    }

    /// <summary>What became of a transaction, or nothing when the node does not know it.</summary>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<Result?> ResultAsync(string id, CancellationToken cancellationToken)
    {
        JsonElement answer;
        try
        {
            answer = await node.GetAsync(Address($"/v1/transaction_results/{id}"), cancellationToken);
        }
        catch (NodeException exception) when (exception.Status == 404)
        {
            return null;
        }

        return Is(FlowAnswer.Text(answer, "status"), "Unknown") ? null : Read(answer);
    }

    private static Result Read(JsonElement answer)
    {
        var status = FlowAnswer.Text(answer, "status");
        var execution = FlowAnswer.Text(answer, "execution");
        var isSealed = Is(status, "Sealed");
        if (status is null || (isSealed && !Is(execution, "Success") && !Is(execution, "Failure")))
        {
            throw new NodeException("The access node's answer does not say what became of the transaction.");
        }

        var error = FlowAnswer.Printable(FlowAnswer.Text(answer, "error_message"));
        return new Result(isSealed, Is(status, "Expired"), Is(execution, "Success") && error.Length == 0, error);
    }

    private static bool Is(string? text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);

    private NodeAddress.PublicNode Address(string path) =>
        new(chain, new Uri(network == Network.Mainnet ? "https://rest-mainnet.onflow.org" : "https://rest-testnet.onflow.org"), path);
}
