using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Sol;

/// <summary>A node that gives one answer after the other to each method of JSON-RPC; the last one stays.</summary>
internal sealed class SolScript : IChainNode
{
    private readonly Dictionary<string, Queue<string>> _answers = [];

    /// <summary>The methods that were called, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The parameters of each call.</summary>
    public List<string> Parameters { get; } = [];

    /// <summary>A method that gets no answer.</summary>
    public string? Dead { get; set; }

    /// <summary>Answers a method: JSON of the result, or of the error where the text begins with <c>!</c>.</summary>
    public SolScript On(string method, params string[] answers)
    {
        _answers[method] = new Queue<string>(answers);
        return this;
    }

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) => throw new NodeException("Nobody asks that way.");

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) => AnswerAsync(address, write);

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) => AnswerAsync(address, write);

    public ulong? NextSequence(string account) => null;

    public ulong FreeSequence(string account, ulong counted) => counted;

    private Task<JsonElement> AnswerAsync(NodeAddress address, Action<Utf8JsonWriter> write)
    {
        Assert.Equal(new NodeAddress.ApiNode("/v3/blockchain/node/SOL"), address);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        var body = JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray())).RootElement;
        var method = body.GetProperty("method").GetString()!;
        Calls.Add(method);
        Parameters.Add(body.GetProperty("params").GetRawText());
        if (method == Dead || !_answers.TryGetValue(method, out var answers))
        {
            throw new NodeException($"{method} got no answer.");
        }

        var answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        var member = answer.StartsWith('!') ? $"\"error\":{answer[1..]}" : $"\"result\":{answer}";
        return Task.FromResult(JsonDocument.Parse($"{{\"jsonrpc\":\"2.0\",\"id\":1,{member}}}").RootElement);
    }
}
