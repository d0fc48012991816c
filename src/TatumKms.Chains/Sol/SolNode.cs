using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Sol;

/// <summary>What is asked of a node of Solana (JSON-RPC behind the Tatum API), each answer checked for its form.</summary>
internal sealed class SolNode(IChainNode node)
{
    private const int NonceOffset = 40, NonceAccountLength = 80;
    private static readonly NodeAddress Address = new NodeAddress.ApiNode("/v3/blockchain/node/SOL");

    /// <summary>The newest finalized block's hash, and the height of the last block that can take a transaction with it.</summary>
    /// <exception cref="RefusedException">The node answered with an error.</exception>
    public async Task<(SolAddress Blockhash, ulong? LastValidBlockHeight)> LatestBlockhashAsync(CancellationToken cancellationToken)
    {
        JsonElement answer;
        try
        {
            answer = await node.AskRpcAsync(Address, "getLatestBlockhash", parameters => WriteOptions(parameters, "finalized"), cancellationToken);
        }
        catch (RpcErrorException error)
        {
            throw new RefusedException($"The node has no block hash for the transaction: {error.NodeMessage}", error);
        }

        var value = ValueOf(answer);
        return value is { ValueKind: JsonValueKind.Object } && value.Value.Optional("blockhash") is { } text && TryReadAddress(text) is { } blockhash
            ? (blockhash, value.Value.Optional("lastValidBlockHeight") is { ValueKind: JsonValueKind.Number } height && height.TryGetUInt64(out var last) ? last : null)
            : throw Unusable("getLatestBlockhash");
    }

    /// <summary>Sends a transaction.</summary>
    /// <param name="transaction">The signed transaction, Base64.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RpcErrorException">The node did not take it.</exception>
    public Task SendAsync(string transaction, CancellationToken cancellationToken) => node.TellRpcAsync(
        Address,
        "sendTransaction",
        parameters =>
        {
            parameters.WriteStringValue(transaction);
            parameters.WriteStartObject();
            parameters.WriteString("encoding", "base64");
            parameters.WriteString("preflightCommitment", "confirmed");
            parameters.WriteEndObject();
        },
        cancellationToken);

    /// <summary>What became of a transaction on the chain, or nothing where the chain does not have it.</summary>
    public async Task<SolResult?> FindAsync(string id, bool isVersioned, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("getTransaction", parameters => WriteSearch(parameters, id, isVersioned), cancellationToken);
        return answer.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object when answer.Optional("meta") is { ValueKind: JsonValueKind.Object } meta => new SolResult(meta.Optional("err")),
            _ => throw Unusable("getTransaction"),
        };
    }

    /// <summary>The height of the newest finalized block.</summary>
    public async Task<ulong> FinalizedHeightAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("getBlockHeight", parameters => WriteOptions(parameters, "finalized"), cancellationToken);
        return answer.ValueKind == JsonValueKind.Number && answer.TryGetUInt64(out var height) ? height : throw Unusable("getBlockHeight");
    }

    /// <summary>Whether the next block after the newest finalized one could still take transactions with a block hash.</summary>
    public async Task<bool> IsBlockhashValidAsync(SolAddress blockhash, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            "isBlockhashValid",
            parameters =>
            {
                parameters.WriteStringValue(blockhash.Text);
                WriteOptions(parameters, "finalized");
            },
            cancellationToken);
        return ValueOf(answer)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Unusable("isBlockhashValid"),
        };
    }

    /// <summary>The value of a durable nonce in the newest finalized block, or nothing where the account is no nonce account any more.</summary>
    public async Task<SolAddress?> NonceAsync(SolAddress account, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            "getAccountInfo",
            parameters =>
            {
                parameters.WriteStringValue(account.Text);
                WriteOptions(parameters, "finalized", ("encoding", "base64"));
            },
            cancellationToken);
        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("value", out var gone) && gone.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var data = ValueOf(answer) is { ValueKind: JsonValueKind.Object } value && value.Optional("data") is { ValueKind: JsonValueKind.Array } pair
            && pair.GetArrayLength() == 2 && pair[0].ValueKind == JsonValueKind.String && pair[0].TryGetBytesFromBase64(out var bytes)
                ? bytes
                : throw Unusable("getAccountInfo");
        return data.Length == NonceAccountLength ? new SolAddress(data.AsSpan(NonceOffset, SolAddress.Length)) : null;
    }

    private static void WriteSearch(Utf8JsonWriter parameters, string id, bool isVersioned)
    {
        parameters.WriteStringValue(id);
        parameters.WriteStartObject();
        parameters.WriteString("commitment", "confirmed");
        if (isVersioned)
        {
            parameters.WriteNumber("maxSupportedTransactionVersion", 0);
        }

        parameters.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter parameters, string commitment, params ReadOnlySpan<(string Name, string Value)> others)
    {
        parameters.WriteStartObject();
        parameters.WriteString("commitment", commitment);
        foreach (var (name, value) in others)
        {
            parameters.WriteString(name, value);
        }

        parameters.WriteEndObject();
    }

    private static JsonElement? ValueOf(JsonElement answer) => answer.ValueKind == JsonValueKind.Object ? answer.Optional("value") : null;

    private static SolAddress? TryReadAddress(JsonElement text)
    {
        try
        {
            return text.ValueKind == JsonValueKind.String ? SolAddress.TryParse(text.GetString()!) : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair
        }
    }

    private static NodeException Unusable(string method) => new($"The node's answer to {method} is not in its usual form.");

    private async Task<JsonElement> AskAsync(string method, Action<Utf8JsonWriter> writeParameters, CancellationToken cancellationToken)
    {
        try
        {
            return await node.AskRpcAsync(Address, method, writeParameters, cancellationToken);
        }
        catch (RpcErrorException error)
        {
            throw new NodeException($"The node answered {method} with an error: {error.NodeMessage}", innerException: error);
        }
    }
}

/// <summary>How the chain ran a transaction.</summary>
/// <param name="Error">The node's error value (TransactionError), or nothing where it succeeded.</param>
internal sealed record SolResult(JsonElement? Error);
