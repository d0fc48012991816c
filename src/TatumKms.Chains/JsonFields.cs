using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains;

/// <summary>Strict reading of the members of a serialized transaction: a wrong type or range refuses the transaction in words.</summary>
internal static class JsonFields
{
    /// <summary>A member, or nothing where it is absent or null.</summary>
    public static JsonElement? Optional(this JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    /// <summary>A whole number from 0 to <paramref name="max"/>.</summary>
    public static long Number(this JsonElement owner, string name, long max, string place) =>
        owner.Optional(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number >= 0 && number <= max
            ? number
            : throw new RefusedException($"{place}: '{name}' must be a whole number from 0 to {max}.");

    /// <summary>A string of hexadecimal digits; empty where the member is absent.</summary>
    public static byte[] Hex(this JsonElement owner, string name, string place)
    {
        if (owner.Optional(name) is not { } value)
        {
            return [];
        }

        try
        {
            return value.ValueKind == JsonValueKind.String ? Convert.FromHexString(value.GetString()!) : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new RefusedException($"{place}: '{name}' must be hexadecimal.");
        }
    }

    /// <summary>The elements of a list that must not be empty.</summary>
    public static IReadOnlyList<JsonElement> List(this JsonElement owner, string name, string place) =>
        owner.Optional(name) is { ValueKind: JsonValueKind.Array } value && value.GetArrayLength() > 0
            ? [.. value.EnumerateArray()]
            : throw new RefusedException($"{place}: '{name}' must be a list that is not empty.");

    /// <summary>The same element, proven to be an object.</summary>
    public static JsonElement Object(this JsonElement element, string place) => element.ValueKind == JsonValueKind.Object
        ? element
        : throw new RefusedException($"{place} must be an object.");
}
