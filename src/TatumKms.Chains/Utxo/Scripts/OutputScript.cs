namespace TatumKms.Chains.Utxo.Scripts;

/// <summary>The forms of output script that the family knows.</summary>
internal enum ScriptKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>A public key and OP_CHECKSIG.</summary>
    PubKey,

    /// <summary>The hash of a public key (P2PKH).</summary>
    PubKeyHash,

    /// <summary>The hash of a script (P2SH, BIP-16).</summary>
    ScriptHash,

    /// <summary>Segwit version 0 with 20 bytes (P2WPKH, BIP-141).</summary>
    WitnessPubKeyHash,

    /// <summary>Segwit version 0 with 32 bytes (P2WSH, BIP-141).</summary>
    WitnessScriptHash,

    /// <summary>Segwit version 1 with 32 bytes (P2TR, BIP-341).</summary>
    Taproot,

    /// <summary>OP_RETURN: carries data, can never be spent.</summary>
    Data,
}

/// <summary>Recognises and builds output scripts.</summary>
internal static class OutputScript
{
    /// <summary>The form of a script and the part that names the owner: key, hash or witness program.</summary>
    public static (ScriptKind Kind, byte[] Payload) Classify(ReadOnlySpan<byte> script) => script switch
    {
        [Opcode.Dup, Opcode.Hash160, 20, .., Opcode.EqualVerify, Opcode.CheckSig] when script.Length == 25 => (ScriptKind.PubKeyHash, script[3..23].ToArray()),
        [Opcode.Hash160, 20, .., Opcode.Equal] when script.Length == 23 => (ScriptKind.ScriptHash, script[2..22].ToArray()),
        [Opcode.Zero, 20, ..] when script.Length == 22 => (ScriptKind.WitnessPubKeyHash, script[2..].ToArray()),
        [Opcode.Zero, 32, ..] when script.Length == 34 => (ScriptKind.WitnessScriptHash, script[2..].ToArray()),
        [Opcode.One, 32, ..] when script.Length == 34 => (ScriptKind.Taproot, script[2..].ToArray()),
        [33, 2 or 3, .., Opcode.CheckSig] when script.Length == 35 => (ScriptKind.PubKey, script[1..34].ToArray()),
        [65, 4, .., Opcode.CheckSig] when script.Length == 67 => (ScriptKind.PubKey, script[1..66].ToArray()),
        [Opcode.Return, ..] => (ScriptKind.Data, script[1..].ToArray()),
        _ => (ScriptKind.Other, []),
    };

    /// <summary>OP_DUP OP_HASH160 hash OP_EQUALVERIFY OP_CHECKSIG.</summary>
    public static byte[] PubKeyHash(ReadOnlySpan<byte> hash) =>
        [Opcode.Dup, Opcode.Hash160, 20, .. hash, Opcode.EqualVerify, Opcode.CheckSig];

    /// <summary>OP_0 and the hash of a compressed public key.</summary>
    public static byte[] WitnessPubKeyHash(ReadOnlySpan<byte> hash) => [Opcode.Zero, 20, .. hash];

    /// <summary>OP_0 and the SHA-256 of a script.</summary>
    public static byte[] WitnessScriptHash(ReadOnlySpan<byte> hash) => [Opcode.Zero, 32, .. hash];

    /// <summary>M of N public keys: M keys… N OP_CHECKMULTISIG.</summary>
    public static byte[] Multisig(int threshold, IReadOnlyList<byte[]> publicKeys)
    {
        var script = new List<byte> { Opcode.SmallNumber(threshold) };
        foreach (var key in publicKeys)
        {
            script.AddRange(ScriptPush.Of(key));
        }

        script.Add(Opcode.SmallNumber(publicKeys.Count));
        script.Add(Opcode.CheckMultisig);
        return [.. script];
    }
}
