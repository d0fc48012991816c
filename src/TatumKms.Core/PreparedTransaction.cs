using System.Globalization;

namespace TatumKms.Core;

/// <summary>A pending transaction that is read, checked and complete: nothing is missing but the signatures. Each family derives its own.</summary>
public abstract class PreparedTransaction
{
    /// <summary>Makes one.</summary>
    protected PreparedTransaction(PendingTransaction pending, Network network, TransactionDescription description, Delivery delivery)
    {
        Pending = pending;
        Network = network;
        Description = description;
        Delivery = delivery;
    }

    /// <summary>What was asked for.</summary>
    public PendingTransaction Pending { get; }

    /// <summary>The network that it is for.</summary>
    public Network Network { get; }

    /// <summary>What it does.</summary>
    public TransactionDescription Description { get; }

    /// <summary>How it is sent once it is signed.</summary>
    public Delivery Delivery { get; }

    /// <summary>The account and nonce that it uses up, on chains that count an account's transactions.</summary>
    public virtual AccountSequence? Sequence => null;

    /// <summary>
    /// What only one transaction of the chain and network can ever use up, each in one fixed spelling: outputs that it spends,
    /// the account's nonce. Two signed transactions with a claim in common are a conflict.
    /// </summary>
    public virtual IReadOnlyList<string> Claims => Sequence is { } sequence ? [sequence.ToClaim()] : [];
}

/// <summary>An account's place in the order of its transactions, which one transaction alone can take.</summary>
/// <param name="Account">The account's address in one fixed spelling.</param>
/// <param name="Number">The nonce, or sequence number.</param>
public sealed record AccountSequence(string Account, ulong Number)
{
    /// <summary>The claim of the transaction that takes this place.</summary>
    public string ToClaim() => string.Create(CultureInfo.InvariantCulture, $"{Account}#{Number}");
}

/// <summary>The way that a signed transaction takes.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary><c>POST path {"txData", "signatureId"}</c>.</summary>
    /// <param name="Path">The path of the broadcast endpoint, <c>/v3/bitcoin/broadcast</c>.</param>
    public sealed record Broadcast(string Path) : Delivery;

    /// <summary><c>POST /v3/offchain/withdrawal/broadcast {"currency", "signatureId", "withdrawalId", "txData"}</c>.</summary>
    /// <param name="WithdrawalId">The withdrawal that the transaction carries out.</param>
    public sealed record OffchainWithdrawal(string WithdrawalId) : Delivery
    {
        /// <summary>The path of the chain's own broadcast endpoint, beside which its transactions are looked up; nothing where that is not known.</summary>
        public string? ChainPath { get; init; }
    }

    /// <summary>The KMS sends it to a node by itself (<see cref="IDirectDelivery"/>), then <c>POST path</c> with its id as <c>txData</c>.</summary>
    /// <param name="Path">The path of the endpoint that is told, <c>/v3/solana/broadcast</c>.</param>
    public sealed record Announcement(string Path) : Delivery;
}

/// <summary>A transaction with all its signatures, each verified with the public key.</summary>
/// <param name="TransactionId">The transaction's id on its chain.</param>
/// <param name="Payload">The transaction as the broadcast endpoint takes it (<c>txData</c>).</param>
public sealed record SignedTransaction(string TransactionId, string Payload);
