using System.Buffers;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains;

/// <summary>The window to the world where there is none: says what would have been looked up, so that the caller can put it in.</summary>
internal sealed class OfflineNode : IChainNode
{
    /// <inheritdoc />
    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) =>
        throw new NodeException($"It needs a look-up ({NameOf(address)}): put what is missing into it.");

    /// <inheritdoc />
    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        throw new NodeException($"It needs a look-up ({MethodOf(write) ?? NameOf(address)}): put what is missing into it.");

    /// <inheritdoc />
    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        throw new NodeException($"It must be told to {NameOf(address)} before it can be signed.");

    /// <inheritdoc />
    public ulong? NextSequence(string account) => null;

    /// <inheritdoc />
    public ulong FreeSequence(string account, ulong counted) => counted;

    private static string NameOf(NodeAddress address) => address switch
    {
        NodeAddress.Api api => api.Path,
        NodeAddress.ApiNode node => $"{node.Prefix}{node.Suffix}",
        NodeAddress.PublicNode node => node.Path,
        _ => address.GetType().Name,
    };

    /// <summary>The method of a question in JSON-RPC, which says more than its path.</summary>
    private static string? MethodOf(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        var question = JsonElement.Parse(buffer.WrittenSpan);
        return question.ValueKind == JsonValueKind.Object && question.TryGetProperty("method", out var method) && method.ValueKind == JsonValueKind.String
            ? method.GetString()
            : null;
    }
}
