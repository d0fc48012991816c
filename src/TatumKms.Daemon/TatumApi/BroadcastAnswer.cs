namespace TatumKms.Daemon.TatumApi;

/// <summary>What became of a broadcast, as far as the API's answer tells.</summary>
internal abstract record BroadcastAnswer
{
    private BroadcastAnswer()
    {
    }

    /// <summary>The chain took it.</summary>
    /// <param name="TransactionId">The id that the API names.</param>
    /// <param name="IsCompleted">Whether the pending transaction is marked completed, too.</param>
    public sealed record Accepted(string TransactionId, bool IsCompleted) : BroadcastAnswer;

    /// <summary>The chain had it already.</summary>
    public sealed record AlreadyKnown : BroadcastAnswer;

    /// <summary>It was refused for good.</summary>
    /// <param name="Reason">The API's answer for the error report.</param>
    public sealed record Rejected(string Reason) : BroadcastAnswer;

    /// <summary>Nobody can tell: it may have arrived.</summary>
    /// <param name="Reason">A sentence without secrets.</param>
    public sealed record Unclear(string Reason) : BroadcastAnswer;
}
