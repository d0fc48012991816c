using System.Globalization;

namespace TatumKms.Chains.Utxo.Scripts;

/// <summary>
/// Reads the text that bitcore writes for a script, as far as scripts of addresses go:
/// <c>OP_DUP OP_HASH160 20 0x… OP_EQUALVERIFY OP_CHECKSIG</c>. Hexadecimal is taken, too.
/// </summary>
internal static class BitcoreScriptText
{
    /// <summary>Reads a script; false where the text holds anything that scripts of addresses don't.</summary>
    public static bool TryParse(string text, out byte[] script)
    {
        script = [];
        if (text.Length > 0 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
        {
            script = Convert.FromHexString(text);
            return true;
        }

        var bytes = new List<byte>();
        var tokens = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        while (tokens.TryDequeue(out var token))
        {
            if (!TryAppend(token, tokens, bytes))
            {
                return false;
            }
        }

        script = [.. bytes];
        return bytes.Count > 0;
    }

    private static bool TryAppend(string token, Queue<string> rest, List<byte> bytes)
    {
        if (Operation(token) is { } operation)
        {
            bytes.Add(operation);
            return true;
        }

        if (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length is < 1 or > 75
            || !rest.TryDequeue(out var data)
            || !data.StartsWith("0x", StringComparison.Ordinal)
            || data.Length != 2 + (2 * length)
            || !data.Skip(2).All(char.IsAsciiHexDigit))
        {
            return false;
        }

        bytes.AddRange(ScriptPush.Of(Convert.FromHexString(data.AsSpan(2))));
        return true;
    }

    private static byte? Operation(string token) => token switch
    {
        "OP_0" => Opcode.Zero,
        "OP_1" => Opcode.One,
        "OP_DUP" => Opcode.Dup,
        "OP_EQUAL" => Opcode.Equal,
        "OP_EQUALVERIFY" => Opcode.EqualVerify,
        "OP_HASH160" => Opcode.Hash160,
        "OP_CHECKSIG" => Opcode.CheckSig,
        _ => null,
    };
}
