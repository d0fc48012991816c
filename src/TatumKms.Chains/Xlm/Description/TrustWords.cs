using TatumKms.Chains.Xlm.Operations;
using TatumKms.Core;

namespace TatumKms.Chains.Xlm.Description;

/// <summary>Says what is done to trust lines.</summary>
internal static class TrustWords
{
    private static readonly (uint Flag, string Name)[] Flags =
    [
        (AccountOperations.Authorized, "authorized"),
        (AccountOperations.KeepsLiabilities, "authorized to keep what there is"),
        (AccountOperations.TrustLineClawback, "clawback enabled"),
    ];

    /// <summary>The words for an operation of this kind.</summary>
    public static string Say(Operation operation) => operation switch
    {
        Operation.ChangeTrust { Limit: 0 } o => $"removes its trust line for {o.Line.Name}",
        Operation.ChangeTrust { Limit: long.MaxValue } o => $"trusts {o.Line.Name} without a limit",
        Operation.ChangeTrust o => $"trusts {o.Line.Name} up to {new Amount(o.Limit, Xdr.StellarAsset.Decimals, "").ToString().TrimEnd()}",
        Operation.AllowTrust { Authorize: 0 } o => $"freezes the {o.AssetCode} of {o.Trustor} that it issues",
        Operation.AllowTrust { Authorize: AccountOperations.Authorized } o => $"authorizes {o.Trustor} to hold the {o.AssetCode} that it issues",
        Operation.AllowTrust o => $"authorizes {o.Trustor} only to keep the {o.AssetCode} that it issues",
        Operation.SetTrustLineFlags o =>
            $"changes the trust line of {o.Trustor} for {o.Asset}: "
            + $"sets {AccountWords.Names(o.SetFlags, Flags)}, clears {AccountWords.Names(o.ClearFlags, Flags)}",
        _ => throw new InvalidOperationException("An operation without words."),
    };
}
