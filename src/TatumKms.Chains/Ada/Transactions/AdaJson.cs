using System.Globalization;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Ada.Transactions;

/// <summary>Strict reading of the JSON of Rosetta operations.</summary>
internal static class AdaJson
{
    /// <summary>A member that is an object.</summary>
    public static JsonElement Member(this JsonElement owner, string name, string place) =>
        owner.Optional(name) is { ValueKind: JsonValueKind.Object } member ? member : throw new RefusedException($"{place}: '{name}' must be an object.");

    /// <summary>A whole number in text, without sign.</summary>
    public static ulong Quantity(string text, string place) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
            ? quantity
            : throw new RefusedException($"{place}: the amount must be a whole number below 2^64.");

    /// <summary>A member that is hexadecimal text of a length in bytes; in lower case.</summary>
    public static string HexText(this JsonElement owner, string name, int minBytes, int maxBytes, string place)
    {
        var text = PendingJson.TextOf(owner, name, place);
        return text.Length % 2 == 0 && text.Length / 2 >= minBytes && text.Length / 2 <= maxBytes && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : throw new RefusedException($"{place}: '{name}' must be hexadecimal.");
    }
}
