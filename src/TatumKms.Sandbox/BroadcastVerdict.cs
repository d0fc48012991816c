namespace TatumKms.Sandbox;

/// <summary>What a chain said to a transaction.</summary>
public abstract record BroadcastVerdict
{
    private BroadcastVerdict()
    {
    }

    /// <summary>It was taken.</summary>
    /// <param name="TransactionId">Its id on the chain.</param>
    public sealed record Accepted(string TransactionId) : BroadcastVerdict;

    /// <summary>It was refused; the sandbox answers 403.</summary>
    /// <param name="Message">What the node said: <c>txn-already-in-mempool</c>.</param>
    public sealed record Refused(string Message) : BroadcastVerdict;
}
