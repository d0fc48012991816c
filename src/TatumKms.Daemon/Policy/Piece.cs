using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>
/// A part of a transaction that must be permitted by itself: a payment, a call, or what is in neither. A batch of a good and a bad
/// payment is two pieces, so that the good one cannot carry the bad one through.
/// </summary>
/// <param name="Payment">The payment, if it is one.</param>
/// <param name="Calls">The call, if it is one; of a payment, the calls that make it.</param>
/// <param name="Words">What it is, for people.</param>
internal sealed record Piece(PolicyPayment? Payment, IReadOnlyList<ContractCall> Calls, string Words)
{
    /// <summary>Whether it is neither a payment nor a call.</summary>
    public bool IsRest => Payment is null && Calls.Count == 0;

    /// <summary>All pieces of a transaction; there is always one.</summary>
    public static IReadOnlyList<Piece> Of(PolicyRequest request)
    {
        var pieces = request.Payments
            .Select(payment => new Piece(payment, [.. request.Calls.Where(call => Makes(call, payment))], $"the payment of {Coins.Text(payment.Amount)} to {payment.Destination}"))
            .ToList();
        var told = pieces.SelectMany(piece => piece.Calls).Where(call => call.IsTransfer).ToHashSet(ReferenceEqualityComparer.Instance);
        pieces.AddRange(request.Calls.Where(call => !told.Contains(call)).Select(call => new Piece(null, [call], NameOf(call))));
        if (pieces.Count == 0 || request.Dangers.Any(danger => danger is DangerKind.Opaque or DangerKind.AccountTakeover))
        {
            pieces.Add(new Piece(null, [], "what is neither a payment nor a call"));
        }

        return pieces;
    }

    /// <summary>A token's contract is called to pay it, and coins are paid to a contract that is called.</summary>
    private static bool Makes(ContractCall call, PolicyPayment payment) => call.IsTransfer
        ? payment.Token is { } token && (AddressText.AreSame(call.Contract, token) || token.StartsWith(call.Contract + "#", StringComparison.Ordinal))
        : AddressText.AreSame(call.Contract, payment.Destination);

    private static string NameOf(ContractCall call) => $"the call of {call.Method ?? call.Selector ?? "an unnamed method"} of {call.Contract}";
}
