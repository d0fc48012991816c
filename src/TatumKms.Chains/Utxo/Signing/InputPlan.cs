using System.Security.Cryptography;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>How an input gets its signatures.</summary>
internal abstract record InputPlan
{
    private InputPlan()
    {
    }

    /// <summary>It carries valid ones of somebody else already.</summary>
    public sealed record AlreadySigned : InputPlan;

    /// <summary>One key signs.</summary>
    /// <param name="Form">The form of what is spent.</param>
    /// <param name="Key">The position of the key among the signers' keys.</param>
    /// <param name="PublicKey">Its public key.</param>
    public sealed record SingleKey(SingleKeyForm Form, int Key, byte[] PublicKey) : InputPlan
    {
        /// <summary>
        /// The same key as signatures are verified with it: with both coordinates, so that y is computed once for all its inputs.
        /// </summary>
        public Lazy<byte[]> Point { get; init; } = new(PublicKey);

        /// <summary>Puts the signature, its hash type behind it, where the form wants it.</summary>
        public InputSignature Assemble(byte[] signature) => Form switch
        {
            SingleKeyForm.PubKey => new InputSignature(ScriptPush.Of(signature), []),
            SingleKeyForm.PubKeyHash or SingleKeyForm.BitcoinCashPubKeyHash => new InputSignature([.. ScriptPush.Of(signature), .. ScriptPush.Of(PublicKey)], []),
            SingleKeyForm.Taproot => new InputSignature([], [signature]),
            SingleKeyForm.NestedWitnessPubKeyHash =>
                new InputSignature(ScriptPush.Of(OutputScript.WitnessPubKeyHash(Hash160.HashData(PublicKey))), [signature, PublicKey]),
            _ => new InputSignature([], [signature, PublicKey]),
        };
    }

    /// <summary>M of N keys sign.</summary>
    /// <param name="Form">How the script is committed to.</param>
    /// <param name="Terms">The keys, and the signatures that are there.</param>
    /// <param name="Script">The script with the keys.</param>
    /// <param name="Keys">For each key of the script its position among the signers' keys, or nothing.</param>
    public sealed record Multisig(MultisigForm Form, MultisigTerms Terms, byte[] Script, IReadOnlyList<int?> Keys) : InputPlan
    {
        /// <summary>Puts the signatures, in the order of the script's keys, where the form wants them.</summary>
        /// <remarks>The empty item pays for the extra element that OP_CHECKMULTISIG removes from the stack.</remarks>
        public InputSignature Assemble(IReadOnlyList<byte[]> signatures) => Form switch
        {
            MultisigForm.ScriptHash => new InputSignature([Opcode.Zero, .. signatures.SelectMany(s => ScriptPush.Of(s)), .. ScriptPush.Of(Script)], []),
            MultisigForm.WitnessScriptHash => new InputSignature([], [[], .. signatures, Script]),
            _ => new InputSignature(ScriptPush.Of(OutputScript.WitnessScriptHash(SHA256.HashData(Script))), [[], .. signatures, Script]),
        };
    }
}

/// <summary>Forms of output that one key owns.</summary>
internal enum SingleKeyForm
{
    /// <summary>P2PK.</summary>
    PubKey,

    /// <summary>P2PKH.</summary>
    PubKeyHash,

    /// <summary>P2WPKH.</summary>
    WitnessPubKeyHash,

    /// <summary>P2WPKH within P2SH.</summary>
    NestedWitnessPubKeyHash,

    /// <summary>P2PKH of Bitcoin Cash: the digest of BIP-143 with the fork id, a Schnorr signature.</summary>
    BitcoinCashPubKeyHash,

    /// <summary>P2TR, spent by the key of BIP-86: an internal key without scripts.</summary>
    Taproot,
}

/// <summary>Forms of output that M of N keys own.</summary>
internal enum MultisigForm
{
    /// <summary>P2SH.</summary>
    ScriptHash,

    /// <summary>P2WSH.</summary>
    WitnessScriptHash,

    /// <summary>P2WSH within P2SH.</summary>
    NestedWitnessScriptHash,
}
