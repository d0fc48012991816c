using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>
/// Whether a rule's conditions hold for a piece. Permitting and restricting are asked differently: a permission needs every fact to
/// fit, a restriction applies when any fact fits or is not known.
/// </summary>
internal sealed class PieceMatch(PolicyRequest request, DateTimeOffset now)
{
    /// <summary>Whether a rule covers a piece: everything that its conditions ask for is known and fits.</summary>
    public bool Permits(Conditions when, Piece piece) =>
        Common(when, all: true) == Match.Yes && Danger(when, piece, permitting: true) && Dependent(when, piece, all: true) == Match.Yes;

    /// <summary>Whether a rule may mean a piece.</summary>
    public bool Concerns(Conditions when, Piece piece) =>
        Common(when, all: false) != Match.No && Danger(when, piece, permitting: false) && Dependent(when, piece, all: false) != Match.No;

    private Match Common(Conditions when, bool all) =>
        Matching.Of(when.Chains is null || when.Chains.Contains(request.Chain))
            .And(Matching.Of(when.Networks is null || when.Networks.Contains(request.Network)))
            .And(Matching.Of(when.Time is null || when.Time.Contains(now)))
            .And(when.Wallets is null ? Match.Yes : Several(request.Signers, signer => Matching.Of(when.Wallets.Has(signer)), all, whenNone: Match.Unknown))
            .And(when.Fee is null ? Match.Yes : when.Fee.Matches(request.Chain, request.Fee));

    /// <summary>What is neither payment nor call is permitted only by a rule that names every danger in it.</summary>
    private bool Danger(Conditions when, Piece piece, bool permitting)
    {
        if (permitting && piece.IsRest && request.Dangers.Any(danger => when.Dangers?.Contains(danger) != true))
        {
            return false;
        }

        return when.Dangers is null || request.Dangers.Any(when.Dangers.Contains);
    }

    private Match Dependent(Conditions when, Piece piece, bool all)
    {
        if (piece.IsRest)
        {
            return Matching.Of(!when.LookAtPayments && !when.NameCalls);
        }

        if (piece.Payment is { } payment)
        {
            return Payments(when, [payment], all).And(Destination(when, piece, all)).And(Called(when, piece.Calls, all));
        }

        if (all && when.LookAtPayments && !when.NameCalls)
        {
            return Match.No;
        }

        return Payments(when, [.. piece.Calls[0].Allowances.Select(PolicyPayment.Of)], all).And(Destination(when, piece, all)).And(Called(when, piece.Calls, all));
    }

    private Match Payments(Conditions when, IReadOnlyList<PolicyPayment> payments, bool all)
    {
        var assets = when.Assets is null ? Match.Yes
            : Several(payments, payment => Matching.Of(when.Assets.Any(asset => asset.Is(request.Chain, payment))), all, whenNone: Match.No);
        var amounts = when.Amount is not { } range ? Match.Yes
            : Several(payments, payment => range.Asset.Is(request.Chain, payment) ? range.Matches(payment) : Match.No, all, whenNone: Match.No);
        return assets.And(amounts);
    }

    /// <summary>A restriction of a destination means everybody whom a call names, the contract itself included.</summary>
    private static Match Destination(Conditions when, Piece piece, bool all)
    {
        if (when.Destinations is null)
        {
            return Match.Yes;
        }

        string[] ofPayment = piece.Payment is null ? [] : [piece.Payment.Destination];
        var named = piece.Calls.SelectMany(call => call.Parties.Concat(call.Allowances.Select(allowance => PolicyPayment.Of(allowance).Destination)));
        string[] addresses = !all ? [.. ofPayment, .. named, .. piece.Calls.Select(call => call.Contract)] : ofPayment.Length > 0 ? ofPayment : [.. named];
        return Several(addresses, address => Matching.Of(when.Destinations.Contains(AddressText.Normalize(address))), all, whenNone: Match.No);
    }

    private static Match Called(Conditions when, IReadOnlyList<ContractCall> calls, bool all)
    {
        var contracts = when.Contracts is null ? Match.Yes
            : Several(calls, call => Matching.Of(when.Contracts.Contains(AddressText.Normalize(call.Contract))), all, whenNone: Match.No);
        var methods = when.Methods is null ? Match.Yes
            : Several(calls, call => IsNamed(when.Methods, call), all, whenNone: Match.No);
        return contracts.And(methods);
    }

    private static Match IsNamed(IReadOnlySet<string> methods, ContractCall call) =>
        call.Method is null && call.Selector is null ? Match.Unknown
        : Matching.Of((call.Method is not null && methods.Contains(call.Method)) || (call.Selector is not null && methods.Contains(call.Selector)));

    private static Match Several<T>(IReadOnlyCollection<T> items, Func<T, Match> match, bool all, Match whenNone) =>
        items.Count == 0 ? whenNone : all ? items.Min(match) : items.Max(match);
}
