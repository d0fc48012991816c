using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Sol.Messages;

namespace TatumKms.Chains.Sol;

/// <summary>Errors of the chain and of its nodes in words.</summary>
internal static class SolErrors
{
    private const int MaxLength = 200;
    private const int PreflightFailure = -32002, SignatureFailure = -32003, InvalidParameters = -32602;

    /// <summary>The chain's error (TransactionError), such as <c>{"InstructionError":[0,{"Custom":1}]}</c>.</summary>
    public static string Describe(JsonElement error, SolMessage message)
    {
        if (error.ValueKind == JsonValueKind.Object
            && error.Optional("InstructionError") is { ValueKind: JsonValueKind.Array } pair
            && pair.GetArrayLength() == 2
            && pair[0].ValueKind == JsonValueKind.Number
            && pair[0].TryGetInt32(out var index))
        {
            var program = index >= 0 && index < message.Instructions.Count ? $" ({message.Accounts[message.Instructions[index].Program]})" : "";
            return $"instruction {index + 1L}{program} failed with {Text(pair[1])}";
        }

        return Text(error);
    }

    /// <summary>Whether the node has the transaction already.</summary>
    public static bool IsAlreadyProcessed(RpcErrorException error) => Says(error, "AlreadyProcessed", "already been processed", "already processed");

    /// <summary>Whether the node does not know the transaction's block hash: too old, or too young for this node.</summary>
    public static bool IsBlockhashNotFound(RpcErrorException error) => Says(error, "BlockhashNotFound", "blockhash not found");

    /// <summary>Whether the node judged the transaction itself; other errors are the node's own trouble.</summary>
    public static bool IsVerdict(RpcErrorException error) =>
        error.Error.ValueKind == JsonValueKind.Object
        && error.Error.Optional("code") is { ValueKind: JsonValueKind.Number } code
        && code.TryGetInt32(out var number)
        && number is PreflightFailure or SignatureFailure or InvalidParameters;

    /// <summary>The node's own words.</summary>
    public static string Describe(RpcErrorException error) => error.NodeMessage.Length == 0 ? Text(error.Error) : error.NodeMessage;

    private static bool Says(RpcErrorException error, string name, params ReadOnlySpan<string> words)
    {
        foreach (var phrase in words)
        {
            if (error.NodeMessage.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return error.Error.ValueKind == JsonValueKind.Object
            && error.Error.Optional("data") is { ValueKind: JsonValueKind.Object } data
            && data.Optional("err") is { ValueKind: JsonValueKind.String } reason
            && reason.ValueEquals(name);
    }

    private static string Text(JsonElement value) =>
        string.Concat(value.GetRawText().Take(MaxLength).Select(character => character is >= ' ' and <= '~' ? character : '?'));
}
