using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Operations;

/// <summary>
/// An operation of a transaction (Stellar-transaction.x). Amounts are stroops, 10^-7 of the asset. Members have the names and the
/// order of the specification.
/// </summary>
internal abstract record Operation
{
    /// <summary>The account that it is done for, where it is not the transaction's.</summary>
    public StellarAccount? Source { get; init; }

    public sealed record CreateAccount(StellarAccount Destination, long StartingBalance) : Operation;

    public sealed record Payment(StellarAccount Destination, StellarAsset Asset, long Amount) : Operation;

    public sealed record PathPaymentStrictReceive(
        StellarAsset SendAsset, long SendMax, StellarAccount Destination, StellarAsset DestAsset, long DestAmount, StellarAsset[] Path) : Operation;

    public sealed record PathPaymentStrictSend(
        StellarAsset SendAsset, long SendAmount, StellarAccount Destination, StellarAsset DestAsset, long DestMin, StellarAsset[] Path) : Operation;

    /// <summary>The price is how much of <paramref name="Buying"/> for one of <paramref name="Selling"/>; no id for a new offer, amount 0 deletes.</summary>
    public sealed record ManageSellOffer(StellarAsset Selling, StellarAsset Buying, long Amount, Price Price, long OfferId) : Operation;

    /// <summary>As <see cref="ManageSellOffer"/>; does not take offers of the same price.</summary>
    public sealed record CreatePassiveSellOffer(StellarAsset Selling, StellarAsset Buying, long Amount, Price Price) : Operation;

    /// <summary>The price is how much of <paramref name="Selling"/> for one of <paramref name="Buying"/>; amount of what is bought.</summary>
    public sealed record ManageBuyOffer(StellarAsset Selling, StellarAsset Buying, long BuyAmount, Price Price, long OfferId) : Operation;

    public sealed record SetOptions : Operation
    {
        public StellarAccount? InflationDestination { get; init; }

        public uint? ClearFlags { get; init; }

        public uint? SetFlags { get; init; }

        public uint? MasterWeight { get; init; }

        public uint? LowThreshold { get; init; }

        public uint? MediumThreshold { get; init; }

        public uint? HighThreshold { get; init; }

        public byte[]? HomeDomain { get; init; }

        public AccountSigner? Signer { get; init; }
    }

    /// <summary>The limit 0 removes the trust line. <paramref name="Line"/> is an asset or a pool's share.</summary>
    public sealed record ChangeTrust(TrustedAsset Line, long Limit) : Operation;

    public sealed record AllowTrust(StellarAccount Trustor, string AssetCode, uint Authorize) : Operation;

    public sealed record AccountMerge(StellarAccount Destination) : Operation;

    public sealed record Inflation : Operation;

    /// <summary>No value removes the entry.</summary>
    public sealed record ManageData(byte[] Name, byte[]? Value) : Operation;

    public sealed record BumpSequence(long BumpTo) : Operation;

    public sealed record CreateClaimableBalance(StellarAsset Asset, long Amount, Claimant[] Claimants) : Operation;

    public sealed record ClaimClaimableBalance(string Balance) : Operation;

    public sealed record BeginSponsoringFutureReserves(StellarAccount Sponsored) : Operation;

    public sealed record EndSponsoringFutureReserves : Operation;

    /// <summary><paramref name="What"/> is a ledger entry or a signer, in words.</summary>
    public sealed record RevokeSponsorship(string What) : Operation;

    public sealed record Clawback(StellarAsset Asset, StellarAccount From, long Amount) : Operation;

    public sealed record ClawbackClaimableBalance(string Balance) : Operation;

    public sealed record SetTrustLineFlags(StellarAccount Trustor, StellarAsset Asset, uint ClearFlags, uint SetFlags) : Operation;

    public sealed record LiquidityPoolDeposit(string Pool, long MaxAmountA, long MaxAmountB, Price MinPrice, Price MaxPrice) : Operation;

    public sealed record LiquidityPoolWithdraw(string Pool, long Amount, long MinAmountA, long MinAmountB) : Operation;

    /// <summary>An operation on smart contracts.</summary>
    public abstract record Contract : Operation;

    /// <summary><paramref name="Function"/> and <paramref name="Authorizations"/> in words.</summary>
    public sealed record InvokeHostFunction(string Function, string[] Authorizations) : Contract;

    public sealed record ExtendFootprintTtl(uint ExtendTo) : Contract;

    public sealed record RestoreFootprint : Contract;
}

/// <summary>A signer of an account; weight 0 removes it.</summary>
/// <param name="Key">G…, T…, X… or P….</param>
/// <param name="Weight">0 to 255.</param>
internal sealed record AccountSigner(string Key, uint Weight);

/// <summary>Who may claim a balance, and when, in words.</summary>
internal sealed record Claimant(StellarAccount Destination, string Predicate);

/// <summary>What a trust line is for.</summary>
/// <param name="Name">The asset, or the pool's share in words.</param>
/// <param name="Asset">The asset; nothing for a pool's share.</param>
internal sealed record TrustedAsset(string Name, StellarAsset? Asset);
