using TatumKms.Chains.Xlm.Operations;
using TatumKms.Chains.Xlm.Xdr;
using TatumKms.Core;
using CorePayment = TatumKms.Core.Payment;

namespace TatumKms.Chains.Xlm.Description;

/// <summary>What operations do besides paying, as facts that rules can be made about.</summary>
internal static class XlmFacts
{
    private const string Market = "the market";

    /// <summary>The operation; nothing for one that is a plain payment.</summary>
    public static ContractCall? Call(Operation operation) => operation is Operation.Payment or Operation.CreateAccount ? null
        : new ContractCall(ContractCall.OfNetwork, Selector: null, operation.GetType().Name)
        {
            Parties = Parties(operation),
            Allowances = [.. Allowances(operation).Select(allowance => new CorePayment(allowance.To, allowance.Amount) { Token = Token(allowance.Amount) })],
        };

    /// <summary>What is dangerous about an operation, if anything.</summary>
    public static Danger? Danger(Operation operation) => operation switch
    {
        Operation.AccountMerge => new Danger(DangerKind.AccountTakeover, "An account is closed for good and all its XLM is given away (account merge)."),
        Operation.SetOptions { Signer: null, MasterWeight: null, LowThreshold: null, MediumThreshold: null, HighThreshold: null, SetFlags: null, ClearFlags: null } => null,
        Operation.SetOptions => new Danger(DangerKind.AccountTakeover, "Who controls an account, or what its issuer may do, is changed (set options)."),
        Operation.InvokeHostFunction => new Danger(DangerKind.Opaque, "A smart contract is called; what it does cannot be told from here."),
        _ => null,
    };

    /// <summary>What identifies the token of an amount (code and issuer); nothing for XLM.</summary>
    public static string? Token(Amount amount) => amount.Symbol == StellarAsset.Native.Of(0).Symbol ? null : amount.Symbol;

    private static string[] Parties(Operation operation) => operation switch
    {
        Operation.AccountMerge o => [o.Destination.Text],
        Operation.PathPaymentStrictReceive o => [o.Destination.Text],
        Operation.PathPaymentStrictSend o => [o.Destination.Text],
        Operation.CreateClaimableBalance o => [.. o.Claimants.Select(claimant => claimant.Destination.Text)],
        Operation.SetOptions { Signer: { } signer } => [signer.Key],
        Operation.AllowTrust o => [o.Trustor.Text],
        Operation.SetTrustLineFlags o => [o.Trustor.Text],
        Operation.BeginSponsoringFutureReserves o => [o.Sponsored.Text],
        Operation.Clawback o => [o.From.Text],
        _ => [],
    };

    /// <summary>What a payment along a path may cost, what waits for claimants, what is offered.</summary>
    private static IEnumerable<(string To, Amount Amount)> Allowances(Operation operation) => operation switch
    {
        Operation.PathPaymentStrictReceive o => [(o.Destination.Text, o.SendAsset.Of(o.SendMax))],
        Operation.PathPaymentStrictSend o => [(o.Destination.Text, o.SendAsset.Of(o.SendAmount))],
        Operation.CreateClaimableBalance o => o.Claimants.Select(claimant => (claimant.Destination.Text, o.Asset.Of(o.Amount))),
        Operation.ManageSellOffer o => [(Market, o.Selling.Of(o.Amount))],
        Operation.CreatePassiveSellOffer o => [(Market, o.Selling.Of(o.Amount))],
        _ => [],
    };
}
