using TatumKms.Chains.Utxo.Scripts;
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
        InputPlan.SingleKey single => Of(single),
        InputPlan.Multisig multisig => Of(multisig),
        _ => new InputSignature(input.ScriptSig, []),
    };

    private static InputSignature Of(InputPlan.SingleKey plan)
    {
        var ecdsa = new byte[Ecdsa];
        return plan.Form switch
        {
            SingleKeyForm.PubKey => new InputSignature(ScriptPush.Of(ecdsa), []),
            SingleKeyForm.PubKeyHash => new InputSignature([.. ScriptPush.Of(ecdsa), .. ScriptPush.Of(plan.PublicKey)], []),
            SingleKeyForm.BitcoinCashPubKeyHash => new InputSignature([.. ScriptPush.Of(new byte[Schnorr + 1]), .. ScriptPush.Of(plan.PublicKey)], []),
            SingleKeyForm.WitnessPubKeyHash => new InputSignature([], [ecdsa, plan.PublicKey]),
            SingleKeyForm.NestedWitnessPubKeyHash => new InputSignature(new byte[23], [ecdsa, plan.PublicKey]),
            _ => new InputSignature([], [new byte[Schnorr]]),
        };
    }

    private static InputSignature Of(InputPlan.Multisig plan)
    {
        var signatures = Enumerable.Repeat(new byte[Ecdsa], plan.Terms.Threshold);
        return plan.Form switch
        {
            MultisigForm.ScriptHash => new InputSignature([Opcode.Zero, .. signatures.SelectMany(s => ScriptPush.Of(s)), .. ScriptPush.Of(plan.Script)], []),
            MultisigForm.WitnessScriptHash => new InputSignature([], [[], .. signatures, plan.Script]),
            _ => new InputSignature(new byte[35], [[], .. signatures, plan.Script]),
        };
    }
}
