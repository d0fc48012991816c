using TatumKms.Chains.Utxo.Transactions;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>The digest that the signatures of a multisignature input commit to.</summary>
internal static class MultisigDigest
{
    /// <summary>The digest for a hash type.</summary>
    public static byte[] Of(InputPlan.Multisig plan, UtxoInput input, int index, SignatureHasher hasher, byte type) =>
        plan.Form == MultisigForm.ScriptHash
            ? hasher.Legacy(index, plan.Script, type)
            : hasher.SegwitV0(index, plan.Script, input.Spent!.Value, type);
}
