using TatumKms.Chains.Utxo.Transactions;

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
    public sealed record SingleKey(SingleKeyForm Form, int Key, byte[] PublicKey) : InputPlan;

    /// <summary>M of N keys sign.</summary>
    /// <param name="Form">How the script is committed to.</param>
    /// <param name="Terms">The keys, and the signatures that are there.</param>
    /// <param name="Script">The script with the keys.</param>
    /// <param name="Keys">For each key of the script its position among the signers' keys, or nothing.</param>
    public sealed record Multisig(MultisigForm Form, MultisigTerms Terms, byte[] Script, IReadOnlyList<int?> Keys) : InputPlan;
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
