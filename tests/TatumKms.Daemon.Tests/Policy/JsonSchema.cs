using System.Text.Json;
using System.Text.RegularExpressions;

namespace TatumKms.Daemon.Tests.Policy;

/// <summary>Judges JSON by a JSON Schema, as far as the schema of policies goes: a keyword that is not known here is an error.</summary>
/// <param name="root">The schema.</param>
/// <param name="used">Gets the members that are in what is judged, each with where the schema declares it.</param>
internal sealed class JsonSchema(JsonElement root, ISet<string>? used = null)
{
    public JsonElement Root => root;

    public bool Allows(JsonElement value) => Allows(root, value);

    /// <summary>The schema that a reference such as <c>#/$defs/text</c> means, or the schema itself.</summary>
    public JsonElement Resolve(JsonElement schema) => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var path)
        ? path.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name))
        : schema;

    private bool Allows(JsonElement schema, JsonElement value) => schema.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => schema.EnumerateObject().Select(keyword => Holds(schema, keyword.Name, keyword.Value, value)).ToArray().All(holds => holds),
    };

    private bool Holds(JsonElement schema, string keyword, JsonElement argument, JsonElement value) => keyword switch
    {
        "$schema" or "$defs" or "title" or "then" or "else" => true,
        "$ref" => Allows(Resolve(schema), value),
        "type" => IsOf(argument.GetString()!, value),
        "const" => JsonElement.DeepEquals(argument, value),
        "enum" => argument.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
        "anyOf" => argument.EnumerateArray().Select(one => Allows(one, value)).ToArray().Contains(true),
        "if" => !schema.TryGetProperty(Allows(argument, value) ? "then" : "else", out var next) || Allows(next, value),
        _ => value.ValueKind switch
        {
            JsonValueKind.Object => HoldsOfObject(schema, keyword, argument, value),
            JsonValueKind.Array => HoldsOfArray(keyword, argument, value),
            JsonValueKind.String => HoldsOfText(keyword, argument, value.GetString()!),
            JsonValueKind.Number => HoldsOfNumber(keyword, argument, value.GetDecimal()),
            _ => true,
        },
    };

    private bool HoldsOfObject(JsonElement schema, string keyword, JsonElement argument, JsonElement value) => keyword switch
    {
        "properties" => value.EnumerateObject().All(member => !argument.TryGetProperty(member.Name, out var declared) || AllowsMember(argument, member.Name, declared, member.Value)),
        "additionalProperties" => value.EnumerateObject().All(member => IsDeclared(schema, member.Name) || Allows(argument, member.Value)),
        "required" => argument.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "dependentRequired" => argument.EnumerateObject().All(when => !value.TryGetProperty(when.Name, out _) || HoldsOfObject(schema, "required", when.Value, value)),
        "minProperties" => value.EnumerateObject().Count() >= argument.GetInt32(),
        _ => IsOfAnother(keyword),
    };

    private bool AllowsMember(JsonElement members, string name, JsonElement declared, JsonElement value)
    {
        used?.Add($"{name} of {members.GetRawText()}");
        return Allows(declared, value);
    }

    private bool HoldsOfArray(string keyword, JsonElement argument, JsonElement value) => keyword switch
    {
        "items" => value.EnumerateArray().All(item => Allows(argument, item)),
        "minItems" => value.GetArrayLength() >= argument.GetInt32(),
        _ => IsOfAnother(keyword),
    };

    private static bool HoldsOfText(string keyword, JsonElement argument, string value) => keyword switch
    {
        "minLength" => value.Length >= argument.GetInt32(),
        "maxLength" => value.Length <= argument.GetInt32(),

        // In JSON Schema '$' is the end itself, and not also the place before a last line feed.
        "pattern" => Regex.IsMatch(value, argument.GetString()!.Replace("$", @"\z", StringComparison.Ordinal), RegexOptions.CultureInvariant),
        _ => IsOfAnother(keyword),
    };

    private static bool HoldsOfNumber(string keyword, JsonElement argument, decimal value) => keyword switch
    {
        "minimum" => value >= argument.GetDecimal(),
        "maximum" => value <= argument.GetDecimal(),
        _ => IsOfAnother(keyword),
    };

    /// <summary>A keyword about values of another type holds for this one.</summary>
    private static bool IsOfAnother(string keyword) => keyword is "properties" or "additionalProperties" or "required" or "dependentRequired" or "minProperties"
        or "items" or "minItems" or "minLength" or "maxLength" or "pattern" or "minimum" or "maximum"
        ? true
        : throw new NotSupportedException($"The schema uses '{keyword}', which the test does not know.");

    private static bool IsDeclared(JsonElement schema, string name) => schema.TryGetProperty("properties", out var members) && members.TryGetProperty(name, out _);

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"The schema uses the type '{type}', which the test does not know."),
    };
}
