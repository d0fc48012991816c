using System.Globalization;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Algo.Transactions;

/// <summary>Reads what JavaScript makes of the values of an algosdk Transaction when it writes them as JSON.</summary>
internal static class AlgoJson
{
    /// <summary>The highest number that a JSON number of JavaScript carries exactly; those above are rounded before they get here.</summary>
    public const ulong MaxNumber = (1UL << 53) - 1;

    /// <summary>A whole number from 0 to <paramref name="max"/>.</summary>
    public static ulong Number(JsonElement value, string name, ulong max) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var number) && number <= max
            ? number
            : throw new RefusedException($"'{name}' must be a whole number from 0 to {max}; numbers beyond 2^53 - 1 are not exact in JSON.");

    /// <summary>Yes or no.</summary>
    public static bool Flag(JsonElement value, string name) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw new RefusedException($"'{name}' must be true or false.");

    /// <summary>Bytes: a Buffer (<c>{"type":"Buffer","data":[1,2]}</c>) or a Uint8Array (<c>{"0":1,"1":2}</c>).</summary>
    public static byte[] Bytes(JsonElement value, string name, int maxLength)
    {
        var bytes = value.ValueKind == JsonValueKind.Object ? TryReadBuffer(value, name) ?? TryReadIndexed(value) : null;
        return bytes switch
        {
            null => throw new RefusedException($"'{name}' must be bytes: a Buffer or a Uint8Array as JavaScript writes them."),
            _ when bytes.Length > maxLength => throw new RefusedException($"'{name}' has {bytes.Length} bytes; {maxLength} are allowed."),
            _ => bytes,
        };
    }

    /// <summary>Bytes of one length, or none.</summary>
    public static byte[] FixedBytes(JsonElement value, string name, int length) => Bytes(value, name, length) is var bytes && bytes.Length is var found
        && (found == 0 || found == length)
            ? bytes
            : throw new RefusedException($"'{name}' must have {length} bytes.");

    /// <summary>The key of an address: <c>{"publicKey":…,"checksum":…}</c>, or its text.</summary>
    public static byte[] Address(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return AlgoAddress.TryParse(PendingJson.TextOf(value, $"'{name}'"), out var key) ? key : throw NoAddress(name);
        }

        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() != 2
            || value.Optional("publicKey") is not { } publicKey || value.Optional("checksum") is not { } checksum)
        {
            throw NoAddress(name);
        }

        var bytes = Bytes(publicKey, name, AlgoAddress.KeyLength);
        return bytes.Length == AlgoAddress.KeyLength && AlgoAddress.Checksum(bytes).AsSpan().SequenceEqual(Bytes(checksum, name, 4))
            ? bytes
            : throw NoAddress(name);
    }

    /// <summary>The elements of a list that may be empty.</summary>
    public static IReadOnlyList<JsonElement> List(JsonElement value, string name, int maxCount) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= maxCount
            ? [.. value.EnumerateArray()]
            : throw new RefusedException($"'{name}' must be a list of at most {maxCount} elements.");

    private static byte[]? TryReadBuffer(JsonElement value, string name)
    {
        if (value.GetPropertyCount() != 2 || value.Optional("data") is not { ValueKind: JsonValueKind.Array } data
            || value.Optional("type") is not { } type || PendingJson.TextOf(type, $"'{name}'") != "Buffer")
        {
            return null;
        }

        return TryReadBytes([.. data.EnumerateArray()]);
    }

    private static byte[]? TryReadIndexed(JsonElement value)
    {
        var members = value.EnumerateObject().ToArray();
        var inOrder = members.Index().All(member => member.Item.NameEquals(member.Index.ToString(CultureInfo.InvariantCulture)));
        return inOrder ? TryReadBytes([.. members.Select(member => member.Value)]) : null;
    }

    private static byte[]? TryReadBytes(JsonElement[] numbers)
    {
        var bytes = new byte[numbers.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (numbers[i].ValueKind != JsonValueKind.Number || !numbers[i].TryGetByte(out bytes[i]))
            {
                return null;
            }
        }

        return bytes;
    }

    private static RefusedException NoAddress(string name) => new($"'{name}' is no address: it is malformed, or its checksum is wrong.");
}
