using TatumKms.Chains.Xlm.Operations;
using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Description;

/// <summary>Says what an operation does, in words that go on from the name of the account that does it.</summary>
internal static class OperationWords
{
    /// <summary>The words for an operation.</summary>
    public static string Say(Operation operation) => operation switch
    {
        Operation.CreateAccount o => $"creates the account {o.Destination} with {Xlm(o.StartingBalance)}",
        Operation.Payment o => $"pays {o.Asset.Of(o.Amount)} to {o.Destination}",
        Operation.PathPaymentStrictReceive o =>
            $"pays exactly {o.DestAsset.Of(o.DestAmount)} to {o.Destination} for at most {o.SendAsset.Of(o.SendMax)}{Through(o.Path)}",
        Operation.PathPaymentStrictSend o =>
            $"pays exactly {o.SendAsset.Of(o.SendAmount)}, for which {o.Destination} gets at least {o.DestAsset.Of(o.DestMin)}{Through(o.Path)}",
        Operation.ManageSellOffer or Operation.ManageBuyOffer or Operation.CreatePassiveSellOffer => Offer(operation),
        Operation.LiquidityPoolDeposit or Operation.LiquidityPoolWithdraw => Pool(operation),
        Operation.SetOptions or Operation.AccountMerge or Operation.ManageData or Operation.BumpSequence or Operation.Inflation =>
            AccountWords.Say(operation),
        Operation.ChangeTrust or Operation.AllowTrust or Operation.SetTrustLineFlags => TrustWords.Say(operation),
        Operation.CreateClaimableBalance o =>
            $"sets {o.Asset.Of(o.Amount)} aside as a claimable balance for {string.Join(", for ", o.Claimants.Select(Claimant))}",
        Operation.ClaimClaimableBalance o => $"claims the claimable balance {o.Balance}",
        Operation.BeginSponsoringFutureReserves o =>
            $"begins to sponsor {o.Sponsored}: locks its own XLM for the reserves of what that account makes in this transaction",
        Operation.EndSponsoringFutureReserves => "ends being sponsored",
        Operation.RevokeSponsorship o => $"revokes or hands over the sponsorship of {o.What}",
        Operation.Clawback o => $"claws back {o.Asset.Of(o.Amount)} from {o.From} and burns it",
        Operation.ClawbackClaimableBalance o => $"claws back the claimable balance {o.Balance} and burns it",
        Operation.InvokeHostFunction o => $"{o.Function}{Authorized(o.Authorizations)}",
        Operation.ExtendFootprintTtl o => $"pays for entries of smart contracts to live for at least {o.ExtendTo} ledgers more",
        Operation.RestoreFootprint => "pays for restoring archived entries of smart contracts",
        _ => throw new InvalidOperationException("An operation without words."),
    };

    private static string Offer(Operation operation) => operation switch
    {
        Operation.ManageSellOffer o => o.Amount == 0
            ? $"deletes its offer {o.OfferId}, which sells {o.Selling} for {o.Buying}"
            : $"{Id(o.OfferId)} to sell {o.Selling.Of(o.Amount)} for {o.Price} {o.Buying} each",
        Operation.ManageBuyOffer o => o.BuyAmount == 0
            ? $"deletes its offer {o.OfferId}, which buys {o.Buying} for {o.Selling}"
            : $"{Id(o.OfferId)} to buy {o.Buying.Of(o.BuyAmount)} for {o.Price} {o.Selling} each",
        Operation.CreatePassiveSellOffer o => $"makes a passive offer to sell {o.Selling.Of(o.Amount)} for {o.Price} {o.Buying} each",
        _ => throw new InvalidOperationException("An offer without words."),
    };

    private static string Id(long offerId) => offerId == 0 ? "makes an offer" : $"changes its offer {offerId}";

    private static string Pool(Operation operation) => operation switch
    {
        Operation.LiquidityPoolDeposit o =>
            $"deposits at most {Units(o.MaxAmountA)} of the first and {Units(o.MaxAmountB)} of the second asset in the liquidity pool {o.Pool}, "
            + $"at {o.MinPrice} to {o.MaxPrice} of the first for one of the second",
        Operation.LiquidityPoolWithdraw o =>
            $"gives {Units(o.Amount)} shares of the liquidity pool {o.Pool} back "
            + $"for at least {Units(o.MinAmountA)} of the first and {Units(o.MinAmountB)} of the second asset",
        _ => throw new InvalidOperationException("A liquidity pool without words."),
    };

    private static string Claimant(Claimant claimant) => $"{claimant.Destination} ({claimant.Predicate})";

    private static string Through(StellarAsset[] path) => path.Length == 0 ? "" : $", through {string.Join(", ", path.AsEnumerable())}";

    private static string Authorized(string[] authorizations) =>
        authorizations.Length == 0 ? "" : $"; authorized are {string.Join("; ", authorizations.Select((words, i) => $"({i + 1}) {words}"))}";

    private static string Xlm(long stroops) => StellarAsset.Native.Of(stroops).ToString();

    /// <summary>A number of something whose name the operation does not give.</summary>
    private static string Units(long stroops) => new Core.Amount(stroops, StellarAsset.Decimals, "").ToString().TrimEnd();
}
