using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>
/// Signs every input by its plan: ECDSA with RFC 6979 and low S without grinding for a low R, as the original; Schnorr (BIP-340)
/// with zeros as auxiliary data for taproot. Always SIGHASH_ALL (the default type for taproot).
/// </summary>
internal sealed class UtxoSigner(ISecp256k1 secp256k1, UtxoKeys keys)
{
    private readonly InputSigner _inputs = new(secp256k1);

    /// <summary>Signs and serializes.</summary>
    /// <exception cref="RefusedException">A key cannot be read, or a signature does not verify.</exception>
    public SignedTransaction Sign(PreparedUtxoTransaction prepared, IReadOnlyList<SigningKey> signers)
    {
        using var parsed = new ParsedKeys(keys, prepared.Network, signers);
        var hasher = new SignatureHasher(prepared.Transaction);
        var signatures = prepared.Plans.Select((plan, i) => SignInput(prepared.Transaction.Inputs[i], i, plan, hasher, parsed)).ToArray();
        return new SignedTransaction(
            TransactionWriter.Id(prepared.Transaction, signatures),
            Convert.ToHexStringLower(TransactionWriter.Write(prepared.Transaction, signatures)));
    }

    private InputSignature SignInput(UtxoInput input, int index, InputPlan plan, SignatureHasher hasher, ParsedKeys parsed) => plan switch
    {
        InputPlan.AlreadySigned => new InputSignature(input.ScriptSig, []),
        InputPlan.SingleKey single => _inputs.Sign(input, index, single, hasher, parsed[single.Key]),
        InputPlan.Multisig multisig => SignMultisig(input, index, multisig, hasher, parsed),
        _ => throw new InvalidOperationException("An input plan without a signer."),
    };

    private InputSignature SignMultisig(UtxoInput input, int index, InputPlan.Multisig plan, SignatureHasher hasher, ParsedKeys parsed)
    {
        var digest = MultisigDigest.Of(plan, input, index, hasher, (byte)SigHashType.All);
        var signatures = new List<byte[]>();
        for (var i = 0; i < plan.Keys.Count && signatures.Count < plan.Terms.Threshold; i++)
        {
            if (plan.Terms.Signatures[i] is { } there)
            {
                signatures.Add(there);
            }
            else if (plan.Keys[i] is { } key)
            {
                signatures.Add(_inputs.Ecdsa(parsed[key], plan.Terms.PublicKeys[i], digest, index));
            }
        }

        return plan.Assemble(signatures);
    }
}
