using System.Buffers;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Benchmarks.Cases;

/// <summary>Asks another node once, and then gives its answers again in the same order, in no time.</summary>
internal sealed class ReplayingNode(IChainNode recorded) : IChainNode
{
    private readonly List<Task<JsonElement>> _answers = [];
    private readonly ArrayBufferWriter<byte> _body = new();
    private bool _isRecording = true;
    private int _next;

    /// <summary>From now on nobody is asked any more.</summary>
    public void StopRecording() => _isRecording = false;

    /// <summary>The next question is the first again.</summary>
    public void Restart() => _next = 0;

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) =>
        Answer(() => recorded.GetAsync(address, cancellationToken));

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        Answer(() => recorded.AskAsync(address, write, cancellationToken), write);

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing is told while a transaction is prepared.");

    public ulong? NextSequence(string account) => null;

    public ulong FreeSequence(string account, ulong counted) => counted;

    private Task<JsonElement> Answer(Func<Task<JsonElement>> ask, Action<Utf8JsonWriter>? write = null)
    {
        if (_isRecording)
        {
            _answers.Add(ask());
        }
        else if (write is not null)
        {
            Write(write);
        }

        return _answers[_next++];
    }

    // Writing the question is the product's work and belongs to what is measured.
    private void Write(Action<Utf8JsonWriter> write)
    {
        _body.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_body);
        write(writer);
    }
}
