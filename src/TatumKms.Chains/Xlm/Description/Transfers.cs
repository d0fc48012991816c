using TatumKms.Chains.Xlm.Operations;
using TatumKms.Chains.Xlm.Xdr;
using TatumKms.Core;

namespace TatumKms.Chains.Xlm.Description;

/// <summary>Which amounts an operation moves from whom to whom. What moves no amount that it names moves nothing here.</summary>
internal static class Transfers
{
    /// <summary>Who gives what.</summary>
    public static (StellarAccount Account, Amount Amount)? Given(Operation operation, StellarAccount source) => operation switch
    {
        Operation.CreateAccount o => (source, StellarAsset.Native.Of(o.StartingBalance)),
        Operation.Payment o => (source, o.Asset.Of(o.Amount)),
        Operation.PathPaymentStrictReceive o => (source, o.SendAsset.Of(o.SendMax)),
        Operation.PathPaymentStrictSend o => (source, o.SendAsset.Of(o.SendAmount)),
        Operation.CreateClaimableBalance o => (source, o.Asset.Of(o.Amount)),
        Operation.Clawback o => (o.From, o.Asset.Of(o.Amount)),
        _ => null,
    };

    /// <summary>Who gets what; nobody where a balance waits for claimants.</summary>
    public static (StellarAccount Account, Amount Amount)? Received(Operation operation) => operation switch
    {
        Operation.CreateAccount o => (o.Destination, StellarAsset.Native.Of(o.StartingBalance)),
        Operation.Payment o => (o.Destination, o.Asset.Of(o.Amount)),
        Operation.PathPaymentStrictReceive o => (o.Destination, o.DestAsset.Of(o.DestAmount)),
        Operation.PathPaymentStrictSend o => (o.Destination, o.DestAsset.Of(o.DestMin)),
        _ => null,
    };
}
