using TatumKms.Chains.Xlm.Envelopes;
using TatumKms.Core;

namespace TatumKms.Chains.Xlm;

/// <summary>An envelope that is read and checked.</summary>
internal sealed class PreparedXlmTransaction(
    PendingTransaction pending, Network network, TransactionDescription description, Delivery delivery, Envelope envelope, byte[] hash)
    : PreparedTransaction(pending, network, description, delivery)
{
    /// <summary>The envelope as it was delivered.</summary>
    public Envelope Envelope { get; } = envelope;

    /// <summary>What is signed, and the transaction's id: 32 bytes.</summary>
    public ReadOnlyMemory<byte> Hash { get; } = hash;

    /// <summary>The sequence number that the transaction takes. A fee bump repeats the one of the transaction that it pays for.</summary>
    public override AccountSequence? Sequence => Envelope.FeeBump is null
        ? new AccountSequence(Envelope.Transaction.Source.Id, (ulong)Envelope.Transaction.Sequence)
        : null;
}
