using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Ada.Rosetta;

/// <summary>The construction steps of a Cardano node's Rosetta API, which make a transaction of operations.</summary>
internal sealed class ConstructionApi(IChainNode node, Network network)
{
    /// <summary>For how many slots, of a second each, the transaction shall be valid.</summary>
    private const int RelativeTimeToLive = 1000;

    private const int MaxMessageLength = 200;
    private readonly string _network = network == Network.Mainnet ? "mainnet" : "preprod";

    /// <summary>Goes through the steps.</summary>
    /// <param name="operations">The operations as the API delivered them, a JSON array.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RefusedException">The node refuses the operations.</exception>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<Payloads> BuildAsync(string operations, CancellationToken cancellationToken)
    {
        void WriteOperations(Utf8JsonWriter body)
        {
            body.WritePropertyName("operations");
            body.WriteRawValue(operations);
        }

        var options = await AskAsync(
            "preprocess",
            body =>
            {
                WriteOperations(body);
                body.WriteStartObject("metadata");
                body.WriteNumber("relative_ttl", RelativeTimeToLive);
                body.WriteEndObject();
            },
            cancellationToken);
        var metadata = await AskAsync("metadata", body => Pass(body, options), cancellationToken);
        var payloads = await AskAsync(
            "payloads",
            body =>
            {
                WriteOperations(body);
                Pass(body, metadata);
            },
            cancellationToken);
        return Payloads.Read(payloads);
    }

    private async Task<JsonElement> AskAsync(string step, Action<Utf8JsonWriter> writeMembers, CancellationToken cancellationToken)
    {
        var address = new NodeAddress.ApiNode($"/v3/blockchain/node/cardano-{_network}", $"/construction/{step}");
        try
        {
            var answer = await node.AskAsync(address, body => Write(body, writeMembers), cancellationToken);
            return answer.ValueKind == JsonValueKind.Object ? answer : throw new NodeException($"The node's answer to {step} is no object.");
        }
        catch (NodeException exception) when (VerdictOf(exception) is { } verdict)
        {
            throw new RefusedException($"The node refuses the transaction ({step}): {verdict}");
        }
    }

    private void Write(Utf8JsonWriter body, Action<Utf8JsonWriter> writeMembers)
    {
        body.WriteStartObject();
        body.WriteStartObject("network_identifier");
        body.WriteString("blockchain", "cardano");
        body.WriteString("network", _network);
        body.WriteEndObject();
        writeMembers(body);
        body.WriteEndObject();
    }

    /// <summary>Hands the members of an answer on; none of them may take the place of what this side says.</summary>
    private static void Pass(Utf8JsonWriter body, JsonElement answer)
    {
        foreach (var member in answer.EnumerateObject())
        {
            if (member.Name is "network_identifier" or "operations")
            {
                throw new NodeException($"The node's answer names '{member.Name}', which is not its to say.");
            }

            body.WritePropertyName(member.Name);
            body.WriteRawValue(member.Value.GetRawText());
        }
    }

    /// <summary>The node's own words, in printable ASCII, when it says that asking again does not help.</summary>
    private static string? VerdictOf(NodeException exception)
    {
        if (exception.Body is not { ValueKind: JsonValueKind.Object } error
            || error.Optional("code") is not { ValueKind: JsonValueKind.Number }
            || error.Optional("retriable") is not { ValueKind: JsonValueKind.False })
        {
            return null;
        }

        var message = error.Optional("message") is { ValueKind: JsonValueKind.String } text ? text.GetRawText().Trim('"') : "";
        return string.Concat(message.Take(MaxMessageLength).Select(character => character is >= ' ' and <= '~' ? character : '?'));
    }
}
