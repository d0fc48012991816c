using TatumKms.Chains.Xlm.Soroban;
using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Operations;

/// <summary>Reads operations: all of protocol 27. What is out of the range that the network takes is refused.</summary>
internal static class OperationReader
{
    private const int MaxPath = 5;
    private const int MaxClaimants = 10;

    /// <summary>Operation.</summary>
    public static Operation Read(XdrReader reader)
    {
        var source = reader.Optional(Values.MuxedAccount);
        return ReadBody(reader) with { Source = source };
    }

    private static Operation ReadBody(XdrReader reader) => reader.UInt32() switch
    {
        0 => new Operation.CreateAccount(Values.Account(reader), Values.NotNegative(reader)),
        1 => new Operation.Payment(Values.MuxedAccount(reader), Values.Asset(reader), Values.Positive(reader)),
        2 => new Operation.PathPaymentStrictReceive(
            Values.Asset(reader), Values.Positive(reader), Values.MuxedAccount(reader), Values.Asset(reader), Values.Positive(reader), Path(reader)),
        3 => new Operation.ManageSellOffer(
            Values.Asset(reader), Values.Asset(reader), Values.NotNegative(reader), Values.Price(reader), Values.NotNegative(reader)),
        4 => new Operation.CreatePassiveSellOffer(Values.Asset(reader), Values.Asset(reader), Values.Positive(reader), Values.Price(reader)),
        5 => AccountOperations.SetOptions(reader),
        6 => new Operation.ChangeTrust(AccountOperations.TrustedAsset(reader), Values.NotNegative(reader)),
        7 => AccountOperations.AllowTrust(reader),
        8 => new Operation.AccountMerge(Values.MuxedAccount(reader)),
        9 => new Operation.Inflation(),
        10 => AccountOperations.ManageData(reader),
        11 => new Operation.BumpSequence(Values.NotNegative(reader)),
        12 => new Operation.ManageBuyOffer(
            Values.Asset(reader), Values.Asset(reader), Values.NotNegative(reader), Values.Price(reader), Values.NotNegative(reader)),
        13 => new Operation.PathPaymentStrictSend(
            Values.Asset(reader), Values.Positive(reader), Values.MuxedAccount(reader), Values.Asset(reader), Values.Positive(reader), Path(reader)),
        14 => new Operation.CreateClaimableBalance(Values.Asset(reader), Values.Positive(reader), Claimants(reader)),
        15 => new Operation.ClaimClaimableBalance(Values.ClaimableBalance(reader)),
        16 => new Operation.BeginSponsoringFutureReserves(Values.Account(reader)),
        17 => new Operation.EndSponsoringFutureReserves(),
        18 => new Operation.RevokeSponsorship(Sponsored(reader)),
        19 => new Operation.Clawback(Values.Asset(reader), Values.MuxedAccount(reader), Values.Positive(reader)),
        20 => new Operation.ClawbackClaimableBalance(Values.ClaimableBalance(reader)),
        21 => AccountOperations.SetTrustLineFlags(reader),
        22 => new Operation.LiquidityPoolDeposit(
            Values.LiquidityPool(reader), Values.Positive(reader), Values.Positive(reader), Values.Price(reader), Values.Price(reader)),
        23 => new Operation.LiquidityPoolWithdraw(
            Values.LiquidityPool(reader), Values.Positive(reader), Values.NotNegative(reader), Values.NotNegative(reader)),
        24 => SorobanReader.InvokeHostFunction(reader),
        25 => SorobanReader.ExtendFootprintTtl(reader),
        26 => SorobanReader.RestoreFootprint(reader),
        var type => throw XdrReader.Malformed($"an operation of the unknown type {type}"),
    };

    private static StellarAsset[] Path(XdrReader reader) => reader.List(MaxPath, Values.Asset);

    private static Claimant[] Claimants(XdrReader reader) => reader.List(MaxClaimants, Claimant) is { Length: > 0 } claimants
        ? claimants
        : throw XdrReader.Malformed("nobody may claim a claimable balance");

    private static Claimant Claimant(XdrReader reader) => reader.UInt32() == 0
        ? new Claimant(Values.Account(reader), ClaimPredicate.Read(reader))
        : throw XdrReader.Malformed("a claimant of an unknown type");

    private static string Sponsored(XdrReader reader) => reader.UInt32() switch
    {
        0 => LedgerKey.Read(reader),
        1 => $"the signer of {Values.Account(reader)}: {Values.SignerKey(reader)}",
        _ => throw XdrReader.Malformed("a sponsorship of an unknown type"),
    };
}
