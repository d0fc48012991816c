using System.Diagnostics.CodeAnalysis;

namespace TatumKms.Chains.Utxo.Scripts;

/// <summary>Data pushes of a script.</summary>
internal static class ScriptPush
{
    private const int MaxDirect = 75;

    /// <summary>The shortest push of some bytes (BIP-62 rule 3; an empty push is OP_0).</summary>
    public static byte[] Of(ReadOnlySpan<byte> data) => data.Length switch
    {
        <= MaxDirect => [(byte)data.Length, .. data],
        <= byte.MaxValue => [Opcode.PushData1, (byte)data.Length, .. data],
        _ => [Opcode.PushData2, (byte)data.Length, (byte)(data.Length >> 8), .. data],
    };

    /// <summary>Reads a script that consists of pushes only.</summary>
    public static bool TryReadAll(ReadOnlySpan<byte> script, [NotNullWhen(true)] out IReadOnlyList<byte[]>? items)
    {
        var result = new List<byte[]>();
        items = null;
        while (!script.IsEmpty)
        {
            var (prefix, length) = script switch
            {
                [<= MaxDirect, ..] => (1, script[0]),
                [Opcode.PushData1, _, ..] => (2, script[1]),
                [Opcode.PushData2, _, _, ..] => (3, script[1] | (script[2] << 8)),
                _ => (0, 0),
            };
            if (prefix == 0 || script.Length - prefix < length)
            {
                return false;
            }

            result.Add(script.Slice(prefix, length).ToArray());
            script = script[(prefix + length)..];
        }

        items = result;
        return true;
    }
}
