using System.Security.Cryptography;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>
/// Finds for every input the keys that own what it spends. An input that nobody can sign refuses the whole transaction:
/// the original sends such transactions out unsigned.
/// </summary>
internal sealed class InputPlanner(ISecp256k1 secp256k1)
{
    private readonly ForeignSignatureVerifier _verifier = new(secp256k1);

    /// <summary>Plans all inputs.</summary>
    /// <param name="transaction">The transaction; every input says what it spends.</param>
    /// <param name="publicKeys">The signers' keys.</param>
    /// <param name="segwit">Whether the coin has segwit.</param>
    /// <exception cref="RefusedException">An input cannot be signed with these keys.</exception>
    public IReadOnlyList<InputPlan> Plan(UtxoTransaction transaction, IReadOnlyList<ReadOnlyMemory<byte>> publicKeys, bool segwit)
    {
        if (publicKeys.Count == 0)
        {
            throw new RefusedException("Wallets with requested private keys were not found. Most likely a mnemonic-based wallet was used without index.");
        }

        var candidates = publicKeys.Select((key, i) => new KeyCandidate(secp256k1, i, key.ToArray())).ToArray();
        var hasher = new SignatureHasher(transaction);
        return [.. transaction.Inputs.Select((input, i) => PlanInput(input, i, candidates, hasher, segwit))];
    }

    private InputPlan PlanInput(UtxoInput input, int index, KeyCandidate[] candidates, SignatureHasher hasher, bool segwit)
    {
        if (input.Multisig is { } terms)
        {
            return PlanMultisig(input, index, terms, candidates, hasher, segwit);
        }

        var script = input.Spent!.Script;
        var (kind, payload) = OutputScript.Classify(script);
        foreach (var candidate in candidates)
        {
            if (candidate.Owns(kind, payload, segwit) is { } form)
            {
                return candidate.Plan(form);
            }
        }

        if (input.ScriptSig.Length > 0 && _verifier.IsSigned(input, index, hasher))
        {
            return new InputPlan.AlreadySigned();
        }

        var supported = kind is ScriptKind.PubKey or ScriptKind.PubKeyHash or ScriptKind.ScriptHash
            || (segwit && kind is ScriptKind.WitnessPubKeyHash or ScriptKind.Taproot);
        throw new RefusedException(supported
            ? $"Input {index} cannot be signed: none of the keys owns what it spends."
            : $"Input {index}: unsupported input script type: {Convert.ToHexStringLower(script)}.");
    }

    private InputPlan.Multisig PlanMultisig(
        UtxoInput input, int index, MultisigTerms given, KeyCandidate[] candidates, SignatureHasher hasher, bool segwit)
    {
        // bitcore writes the keys in the order of the script; it sorts them when it reads, so unsorted lists exist, too.
        foreach (var terms in new[] { given, Sorted(given) })
        {
            var script = OutputScript.Multisig(terms.Threshold, terms.PublicKeys);
            if (FormOf(input.Spent!.Script, script, segwit) is { } form)
            {
                var keys = terms.PublicKeys.Select(key => candidates.FirstOrDefault(c => c.PublicKey.AsSpan().SequenceEqual(key))?.Position).ToArray();
                var plan = new InputPlan.Multisig(form, terms, script, keys);
                RequireEnough(plan, input, index, hasher);
                return plan;
            }
        }

        throw new RefusedException($"Input {index}: publicKeys and threshold do not belong to the script that it spends.");
    }

    private void RequireEnough(InputPlan.Multisig plan, UtxoInput input, int index, SignatureHasher hasher)
    {
        var signatures = plan.Terms.Signatures;
        for (var i = 0; i < signatures.Count; i++)
        {
            if (signatures[i] is { } signature && !_verifier.IsValid(plan.Terms.PublicKeys[i], signature, MultisigDigest.Of(plan, input, index, hasher, signature[^1])))
            {
                throw new RefusedException($"Input {index}: the signature of public key {i} is not valid.");
            }
        }

        var available = signatures.Where((signature, i) => signature is not null || plan.Keys[i] is not null).Count();
        if (available < plan.Terms.Threshold)
        {
            throw new RefusedException($"Input {index} needs {plan.Terms.Threshold} signatures; its signatures and the keys give {available}.");
        }
    }

    private static MultisigForm? FormOf(ReadOnlySpan<byte> spent, byte[] script, bool segwit)
    {
        var (kind, payload) = OutputScript.Classify(spent);
        var witnessProgram = SHA256.HashData(script);
        return kind switch
        {
            ScriptKind.ScriptHash when payload.AsSpan().SequenceEqual(Hash160.HashData(script)) => MultisigForm.ScriptHash,
            ScriptKind.ScriptHash when segwit && payload.AsSpan().SequenceEqual(Hash160.HashData(OutputScript.WitnessScriptHash(witnessProgram))) => MultisigForm.NestedWitnessScriptHash,
            ScriptKind.WitnessScriptHash when segwit && payload.AsSpan().SequenceEqual(witnessProgram) => MultisigForm.WitnessScriptHash,
            _ => null,
        };
    }

    private static MultisigTerms Sorted(MultisigTerms terms)
    {
        var order = Enumerable.Range(0, terms.PublicKeys.Count).OrderBy(i => Convert.ToHexString(terms.PublicKeys[i]), StringComparer.Ordinal).ToArray();
        return terms with { PublicKeys = [.. order.Select(i => terms.PublicKeys[i])], Signatures = [.. order.Select(i => terms.Signatures[i])] };
    }
}
