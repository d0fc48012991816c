using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>What a policy knows of a transaction. Nothing in it depends on the time or on a file.</summary>
public sealed record PolicyRequest
{
    /// <summary>The API's id.</summary>
    public required string PendingId { get; init; }

    /// <summary>The chain.</summary>
    public required ChainId Chain { get; init; }

    /// <summary>The network.</summary>
    public required Network Network { get; init; }

    /// <summary>The entries of the store that sign.</summary>
    public IReadOnlyList<PolicySigner> Signers { get; init; } = [];

    /// <summary>What goes to others; change is not among it.</summary>
    public IReadOnlyList<PolicyPayment> Payments { get; init; } = [];

    /// <summary>What contracts and the network are asked to do.</summary>
    public IReadOnlyList<ContractCall> Calls { get; init; } = [];

    /// <summary>The fee; nothing where the transaction sets none.</summary>
    public PolicyFee? Fee { get; init; }

    /// <summary>What makes it more dangerous than its payments.</summary>
    public IReadOnlyList<DangerKind> Dangers { get; init; } = [];

    /// <summary>All that others get or may take: payments, and what calls let them take.</summary>
    public IEnumerable<PolicyPayment> Outflows => Payments.Concat(
        Calls.Where(call => !call.IsTransfer).SelectMany(call => call.Allowances).Where(allowance => !allowance.IsOwn).Select(PolicyPayment.Of));

    /// <summary>The facts of a transaction that is ready to be signed.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="labelOf">The label of an entry of the store, or nothing.</param>
    public static PolicyRequest Of(PreparedTransaction transaction, Func<SignatureId, string?> labelOf)
    {
        var (pending, description) = (transaction.Pending, transaction.Description);
        PolicyPayment[] payments = [.. description.Payments.Where(payment => !payment.IsOwn).Select(PolicyPayment.Of)];
        return new PolicyRequest
        {
            PendingId = pending.Id,
            Chain = pending.Chain,
            Network = transaction.Network,
            Signers = [.. pending.Hashes.Concat(pending.Signatures.Select(signer => signer.Id)).Distinct().Select(id => new PolicySigner(id, labelOf(id)))],
            Payments = payments,
            Calls = description.Calls,
            Fee = description.Fee is { } fee ? new PolicyFee(fee, SpentAlike(fee, payments)) : null,
            Dangers = [.. description.Dangers.Select(danger => danger.Kind).Concat(description.IsOpaque ? [DangerKind.Opaque] : []).Distinct()],
        };
    }

    private static BigInteger SpentAlike(Amount fee, IEnumerable<PolicyPayment> payments) => payments
        .Where(payment => payment.Token is null && payment.Amount.Symbol == fee.Symbol && payment.Amount.Decimals == fee.Decimals)
        .Aggregate(BigInteger.Zero, (sum, payment) => sum + payment.Amount.BaseUnits);
}

/// <summary>An entry of the store that signs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What its owner has written on it, if anything.</param>
public sealed record PolicySigner(SignatureId Id, string? Label);

/// <summary>Something that goes to somebody else.</summary>
/// <param name="Destination">The bare address.</param>
/// <param name="Token">What identifies the token on its chain; nothing for the chain's coin.</param>
/// <param name="Amount">How much.</param>
public sealed record PolicyPayment(string Destination, string? Token, Amount Amount)
{
    internal static PolicyPayment Of(Payment payment) => new(payment.Recipient ?? payment.Address, payment.Token, payment.Amount);
}

/// <summary>A fee.</summary>
/// <param name="Amount">The most that it can be.</param>
/// <param name="Spent">What is paid to others in the same asset, in base units.</param>
public sealed record PolicyFee(Amount Amount, BigInteger Spent);
