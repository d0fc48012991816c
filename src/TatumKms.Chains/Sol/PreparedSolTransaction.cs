using TatumKms.Chains.Sol.Messages;
using TatumKms.Core;

namespace TatumKms.Chains.Sol;

/// <summary>A transaction of Solana that wants its signatures, and before them a block hash unless it uses a durable nonce.</summary>
internal sealed class PreparedSolTransaction(
    PendingTransaction pending, Network network, TransactionDescription description, Delivery delivery, SolMessage message)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>What is signed.</summary>
    public SolMessage Message { get; } = message;

    /// <summary>Whether the message came with the value of a durable nonce, which stays.</summary>
    public bool HasNonce { get; private init; } = DurableNonce.IsUsedBy(message);

    /// <summary>Whether <see cref="Message"/> has a block hash, or nonce, with which it can get onto the chain.</summary>
    public bool IsFresh { get; private init; } = DurableNonce.IsUsedBy(message);

    /// <summary>The height of the last block that can take it, where the node has told it.</summary>
    public ulong? LastValidBlockHeight { get; private init; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Claims => HasNonce ? [$"{DurableNonce.AccountOf(Message)}#{Message.Blockhash}"] : [];

    /// <summary>The same with the hash of a recent block.</summary>
    /// <param name="blockhash">The hash.</param>
    /// <param name="lastValidBlockHeight">The height of the last block that can take it, where the node has told it.</param>
    public PreparedSolTransaction With(SolAddress blockhash, ulong? lastValidBlockHeight) =>
        new(Pending, Network, Description, Delivery, Message with { Blockhash = blockhash })
        {
            HasNonce = false,
            IsFresh = true,
            LastValidBlockHeight = lastValidBlockHeight,
        };
}
