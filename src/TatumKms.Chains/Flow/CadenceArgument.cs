using System.Globalization;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Flow;

/// <summary>
/// An argument of a script, from <c>{"type", "subType", "value"}</c>. <c>subType</c> is what an Array or an Optional holds. What
/// cannot be said in that form (dictionaries, structs, capabilities, nested arrays) is refused.
/// </summary>
/// <param name="Type">The type as Cadence writes it: <c>UFix64</c>, <c>[String]</c>, <c>Address?</c>.</param>
/// <param name="Json">Compact JSON-Cadence, which is what is signed.</param>
/// <param name="Text">The value for people, safe to print.</param>
internal sealed record CadenceArgument(string Type, string Json, string Text)
{
    /// <summary>Reads an argument.</summary>
    /// <exception cref="RefusedException">The type is not known, or the value is not exactly one of it.</exception>
    public static CadenceArgument Read(JsonElement element, string place)
    {
        PendingJson.ObjectOf(element, place, "type", "subType", "value");
        var type = PendingJson.TextOf(element, "type", place);
        JsonElement? value = element.TryGetProperty("value", out var found) ? found : null;
        if (type is "Array" or "Optional")
        {
            var subType = PendingJson.TextOf(element, "subType", place);
            return type == "Array" ? ReadArray(subType, value, place) : ReadOptional(subType, value, place);
        }

        return element.Optional("subType") is null
            ? ReadScalar(type, value, place)
            : throw new RefusedException($"{place}: only Array and Optional have a 'subType'.");
    }

    private static CadenceArgument ReadArray(string subType, JsonElement? value, string place)
    {
        if (value is not { ValueKind: JsonValueKind.Array } list)
        {
            throw new RefusedException($"{place}: the value of an Array must be a list.");
        }

        CadenceArgument[] items = [.. list.EnumerateArray().Select((item, i) => ReadScalar(subType, item, $"{place}[{i}]"))];
        CheckType(subType, place);
        return new CadenceArgument(
            $"[{subType}]",
            $$"""{"type":"Array","value":[{{string.Join(',', items.Select(item => item.Json))}}]}""",
            $"[{string.Join(", ", items.Select(item => item.Text))}]");
    }

    private static CadenceArgument ReadOptional(string subType, JsonElement? value, string place)
    {
        CheckType(subType, place);
        var item = value is null or { ValueKind: JsonValueKind.Null } ? null : ReadScalar(subType, value, place);
        return new CadenceArgument($"{subType}?", $$"""{"type":"Optional","value":{{item?.Json ?? "null"}}}""", item?.Text ?? "nil");
    }

    private static CadenceArgument ReadScalar(string type, JsonElement? value, string place)
    {
        CheckType(type, place);
        var (json, text) = type switch
        {
            "String" or "Character" => ReadText(type, Required(value, place), place),
            "Bool" => ReadBool(value, place),
            "Address" => ReadAddress(Required(value, place), place),
            "Path" => ReadPath(Required(value, place), place),
            "Void" => value is null or { ValueKind: JsonValueKind.Null } ? (null, "()") : throw new RefusedException($"{place}: Void has no value."),
            _ => ReadNumber(type, Required(value, place), place),
        };
        return new CadenceArgument(type, json is null ? $$"""{"type":"{{type}}"}""" : $$"""{"type":"{{type}}","value":{{json}}}""", text);
    }

    private static void CheckType(string type, string place)
    {
        if (!(type is "String" or "Character" or "Bool" or "Address" or "Path" or "Void" || CadenceNumber.IsType(type)))
        {
            throw new RefusedException($"{place}: the type {PendingJson.ForPeople(type)} cannot be an argument here.");
        }
    }

    private static JsonElement Required(JsonElement? value, string place) => value ?? throw new RefusedException($"{place}: 'value' is missing.");

    private static (string? Json, string Text) ReadText(string type, JsonElement value, string place)
    {
        var text = PendingJson.TextOf(value, $"{place}: 'value'");
        return type == "String" || new StringInfo(text).LengthInTextElements == 1
            ? (PendingJson.Quote(text), PendingJson.ForPeople(text))
            : throw new RefusedException($"{place}: a Character is one character.");
    }

    private static (string? Json, string Text) ReadBool(JsonElement? value, string place) => value?.ValueKind switch
    {
        JsonValueKind.True => ("true", "true"),
        JsonValueKind.False => ("false", "false"),
        _ => throw new RefusedException($"{place}: a Bool is true or false."),
    };

    private static (string? Json, string Text) ReadAddress(JsonElement value, string place)
    {
        var text = PendingJson.TextOf(value, $"{place}: 'value'");
        return FlowAddress.TryParse(text, out _)
            ? (PendingJson.Quote(text), text)
            : throw new RefusedException($"{place}: an Address is 0x and 16 hexadecimal digits.");
    }

    private static (string? Json, string Text) ReadPath(JsonElement value, string place)
    {
        PendingJson.ObjectOf(value, place, "domain", "identifier");
        var domain = PendingJson.TextOf(value, "domain", place);
        var identifier = PendingJson.TextOf(value, "identifier", place);
        return domain is "storage" or "public" or "private" && identifier.Length > 0 && !char.IsAsciiDigit(identifier[0])
            && identifier.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? ($$"""{"domain":"{{domain}}","identifier":"{{identifier}}"}""", $"/{domain}/{identifier}")
            : throw new RefusedException($"{place}: a Path is storage, public or private, and an identifier.");
    }

    private static (string? Json, string Text) ReadNumber(string type, JsonElement value, string place)
    {
        // A JSON number is as exact as text, as long as nobody makes a double of it.
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : PendingJson.TextOf(value, $"{place}: 'value'");
        return CadenceNumber.TryNormalize(type, text) is { } number
            ? ($"\"{number}\"", number)
            : throw new RefusedException($"{place}: {PendingJson.ForPeople(text)} is not a value of {type}.");
    }
}
