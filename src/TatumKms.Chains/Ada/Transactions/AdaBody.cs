using TatumKms.Chains.Ada.Cbor;
using TatumKms.Core;

namespace TatumKms.Chains.Ada.Transactions;

/// <summary>A transaction's body: what is hashed and signed.</summary>
/// <param name="Inputs">The spent outputs, <c>{64 hexadecimal digits}:{number}</c>.</param>
/// <param name="Outputs">The new ones.</param>
/// <param name="Fee">In lovelace.</param>
/// <param name="TimeToLive">The last slot in which it is valid.</param>
/// <param name="HasTaggedSets">Whether sets bear the tag 258, as the ledger prefers since Conway.</param>
internal sealed record AdaBody(
    IReadOnlyList<string> Inputs, IReadOnlyList<(byte[] Address, AdaValue Value)> Outputs, ulong Fee, ulong TimeToLive, bool HasTaggedSets)
{
    /// <summary>The tag of sets.</summary>
    public const ulong SetTag = 258;

    private const int TransactionIdLength = 32, PolicyLength = 28;

    /// <summary>Reads a body of inputs, outputs, fee and time to live, and nothing else.</summary>
    /// <exception cref="RefusedException">It is malformed or does more.</exception>
    public static AdaBody Read(ReadOnlySpan<byte> cbor)
    {
        try
        {
            return ReadBody(cbor);
        }
        catch (FormatException)
        {
            throw new RefusedException("The body of the server's transaction is malformed; nothing was signed.");
        }
    }

    private static AdaBody ReadBody(ReadOnlySpan<byte> cbor)
    {
        var reader = new CborReader(cbor);
        IReadOnlyList<string>? inputs = null;
        IReadOnlyList<(byte[], AdaValue)>? outputs = null;
        (ulong? fee, ulong? timeToLive, var isTagged) = (null, null, false);
        var lastKey = -1L;
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            var key = reader.ReadUnsigned();
            if ((long)Math.Min(key, long.MaxValue) <= lastKey)
            {
                throw new FormatException("The keys are not in order.");
            }

            switch (key)
            {
                case 0:
                    isTagged = reader.TryReadTag(SetTag);
                    inputs = ReadInputs(ref reader);
                    break;
                case 1:
                    outputs = ReadOutputs(ref reader);
                    break;
                case 2:
                    fee = reader.ReadUnsigned();
                    break;
                case 3:
                    timeToLive = reader.ReadUnsigned();
                    break;
                default:
                    throw new RefusedException($"The server's transaction has {NameOf(key)}, for which nobody asked; nothing was signed.");
            }

            lastKey = (long)key;
        }

        reader.End();
        return inputs is null || outputs is null || fee is not { } paid || timeToLive is not { } last
            ? throw new RefusedException("The server's transaction lacks its inputs, outputs, fee or time to live; nothing was signed.")
            : new AdaBody(inputs, outputs, paid, last, isTagged);
    }

    private static List<string> ReadInputs(ref CborReader reader)
    {
        var inputs = new List<string>();
        for (var left = reader.ReadArray(); left > 0; left--)
        {
            reader.ReadArray(2);
            var id = Convert.ToHexStringLower(reader.ReadBytes(TransactionIdLength));
            inputs.Add($"{id}:{reader.ReadUnsigned()}");
        }

        return inputs;
    }

    private static List<(byte[] Address, AdaValue Value)> ReadOutputs(ref CborReader reader)
    {
        var outputs = new List<(byte[], AdaValue)>();
        for (var left = reader.ReadArray(); left > 0; left--)
        {
            outputs.Add(ReadOutput(ref reader));
        }

        return outputs;
    }

    /// <summary>An output as an array (address, value) or as a map (0: address, 1: value); data and scripts have no place in either.</summary>
    private static (byte[] Address, AdaValue Value) ReadOutput(ref CborReader reader)
    {
        var isMap = reader.Next == CborMajor.Map;
        if ((isMap ? reader.ReadMap() : reader.ReadArray()) != 2)
        {
            throw new RefusedException("An output of the server's transaction bears data or a script, for which nobody asked; nothing was signed.");
        }

        RequireKey(ref reader, isMap, 0);
        var address = reader.ReadBytes().ToArray();
        RequireKey(ref reader, isMap, 1);
        return (address, ReadValue(ref reader));
    }

    private static void RequireKey(ref CborReader reader, bool isMap, ulong key)
    {
        if (isMap && reader.ReadUnsigned() != key)
        {
            throw new FormatException("The output has another member.");
        }
    }

    private static AdaValue ReadValue(ref CborReader reader)
    {
        if (reader.Next == CborMajor.Unsigned)
        {
            return new AdaValue(reader.ReadUnsigned());
        }

        reader.ReadArray(2);
        var value = new AdaValue(reader.ReadUnsigned());
        for (var policies = reader.ReadMap(); policies > 0; policies--)
        {
            var policy = Convert.ToHexStringLower(reader.ReadBytes(PolicyLength));
            for (var tokens = reader.ReadMap(); tokens > 0; tokens--)
            {
                var name = Convert.ToHexStringLower(reader.ReadBytes());
                if (!value.TryAdd(policy, name, reader.ReadUnsigned()))
                {
                    throw new FormatException("A token is named twice.");
                }
            }
        }

        return value;
    }

    private static string NameOf(ulong key) => key switch
    {
        4 => "certificates (staking, pools, votes)",
        5 => "withdrawals of rewards",
        6 => "a protocol update",
        7 => "a hash of metadata",
        8 => "a first slot of validity",
        9 => "minted or burnt tokens",
        11 => "a hash of script data",
        13 or 16 or 17 => "collateral",
        14 => "required signers",
        15 => "a network id",
        18 => "reference inputs",
        19 => "votes",
        20 => "proposals",
        21 or 22 => "a donation to the treasury",
        _ => $"the unknown field {key}",
    };
}
