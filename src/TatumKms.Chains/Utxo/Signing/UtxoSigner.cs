using System.Runtime.ExceptionServices;
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
    // Below, handing the inputs to other threads costs about what it saves.
    private const int LeastInParallel = 8;

    private readonly InputSigner _inputs = new(secp256k1);

    /// <summary>Signs and serializes.</summary>
    /// <exception cref="RefusedException">A key cannot be read, or a signature does not verify.</exception>
    public SignedTransaction Sign(PreparedUtxoTransaction prepared, IReadOnlyList<SigningKey> signers)
    {
        using var parsed = new ParsedKeys(keys, prepared.Network, signers);
        var signatures = SignInputs(prepared, parsed);
        return new SignedTransaction(
            TransactionWriter.Id(prepared.Transaction, signatures),
            Convert.ToHexStringLower(TransactionWriter.Write(prepared.Transaction, signatures)));
    }

    private InputSignature[] SignInputs(PreparedUtxoTransaction prepared, ParsedKeys parsed)
    {
        var hasher = new SignatureHasher(prepared.Transaction);
        InputSignature Sign(int index) => SignInput(prepared.Transaction.Inputs[index], index, prepared.Plans[index], hasher, parsed);
        var count = prepared.Plans.Count;
        return count < LeastInParallel ? [.. Enumerable.Range(0, count).Select(Sign)] : InParallel(count, Sign);
    }

    /// <summary>On all cores, with the outcome of one input after the other: what the first input that fails throws is thrown.</summary>
    private static InputSignature[] InParallel(int count, Func<int, InputSignature> sign)
    {
        var signatures = new InputSignature[count];
        var failures = new ExceptionDispatchInfo?[count];
        Parallel.For(0, count, index =>
        {
            try
            {
                signatures[index] = sign(index);
            }
            catch (Exception exception)
            {
                failures[index] = ExceptionDispatchInfo.Capture(exception);
            }
        });
        Array.Find(failures, failure => failure is not null)?.Throw();
        return signatures;
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
