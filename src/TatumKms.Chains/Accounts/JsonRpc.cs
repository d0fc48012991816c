using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Accounts;

/// <summary>JSON-RPC 2.0 over a chain's node.</summary>
internal static class JsonRpc
{
    /// <summary>Asks a node.</summary>
    /// <param name="node">The way to the node.</param>
    /// <param name="address">Which node.</param>
    /// <param name="method">The method.</param>
    /// <param name="writeParameters">Writes the elements of the list of parameters; nothing for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The member <c>result</c>.</returns>
    /// <exception cref="RpcErrorException">The node answered with an error.</exception>
    /// <exception cref="NodeException">No usable answer.</exception>
    public static async Task<JsonElement> AskRpcAsync(
        this IChainNode node, NodeAddress address, string method, Action<Utf8JsonWriter>? writeParameters, CancellationToken cancellationToken) =>
        Read(method, await node.AskAsync(address, body => Write(body, method, writeParameters), cancellationToken));

    /// <summary>Tells a node something that may change the world; sent once. Else as <see cref="AskRpcAsync"/>.</summary>
    public static async Task<JsonElement> TellRpcAsync(
        this IChainNode node, NodeAddress address, string method, Action<Utf8JsonWriter>? writeParameters, CancellationToken cancellationToken) =>
        Read(method, await node.TellAsync(address, body => Write(body, method, writeParameters), cancellationToken));

    private static void Write(Utf8JsonWriter body, string method, Action<Utf8JsonWriter>? writeParameters)
    {
        body.WriteStartObject();
        body.WriteString("jsonrpc", "2.0");
        body.WriteNumber("id", 1);
        body.WriteString("method", method);
        body.WriteStartArray("params");
        writeParameters?.Invoke(body);
        body.WriteEndArray();
        body.WriteEndObject();
    }

    private static JsonElement Read(string method, JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.Object)
        {
            if (answer.Optional("error") is { } error)
            {
                throw new RpcErrorException(method, error);
            }

            if (answer.TryGetProperty("result", out var result))
            {
                return result;
            }
        }

        throw new NodeException($"The node's answer to {method} is no answer of JSON-RPC.");
    }
}

/// <summary>A node's error (JSON-RPC 2.0, 5.1).</summary>
internal sealed class RpcErrorException(string method, JsonElement error) : Exception($"The node answered {method} with an error.")
{
    private const int MaxLength = 200;

    /// <summary>The method that was asked.</summary>
    public string Method { get; } = method;

    /// <summary>The node's error object.</summary>
    public JsonElement Error { get; } = error;

    /// <summary>The node's own words in printable ASCII, of limited length; empty where it has none.</summary>
    public string NodeMessage { get; } = error.ValueKind == JsonValueKind.Object && error.Optional("message") is { ValueKind: JsonValueKind.String } text
        ? string.Concat(text.GetString()!.Take(MaxLength).Select(character => character is >= ' ' and <= '~' ? character : '?'))
        : "";
}
