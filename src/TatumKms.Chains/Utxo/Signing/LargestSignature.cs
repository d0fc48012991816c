using TatumKms.Chains.Utxo.Transactions;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>What an input will carry at most, for judging a fee before anything is signed.</summary>
internal static class LargestSignature
{
    private const int Ecdsa = 72; // DER of 71 bytes at most with a low S, and the hash type
    private const int Schnorr = 64;

    /// <summary>Zero bytes in the shape of the signature.</summary>
    public static InputSignature Of(UtxoInput input, InputPlan plan) => plan switch
    {
        InputPlan.SingleKey { Form: SingleKeyForm.Taproot } taproot => taproot.Assemble(new byte[Schnorr]),
        InputPlan.SingleKey { Form: SingleKeyForm.BitcoinCashPubKeyHash } cash => cash.Assemble(new byte[Schnorr + 1]),
        InputPlan.SingleKey single => single.Assemble(new byte[Ecdsa]),
        InputPlan.Multisig multisig => multisig.Assemble([.. Enumerable.Repeat(new byte[Ecdsa], multisig.Terms.Threshold)]),
        _ => new InputSignature(input.ScriptSig, []),
    };
}
