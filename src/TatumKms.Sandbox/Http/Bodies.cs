using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TatumKms.Sandbox.Http;

/// <summary>Reads the bodies of requests; each is read once and kept for whoever asks next.</summary>
internal static class Bodies
{
    private static readonly object Key = new();

    public static async Task<string> ReadTextAsync(HttpContext context)
    {
        if (context.Items[Key] is string kept)
        {
            return kept;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        context.Items[Key] = text;
        return text;
    }

    /// <summary>The body as a JSON object, or nothing when it is not one.</summary>
    public static async Task<JsonObject?> ReadObjectAsync(HttpContext context)
    {
        try
        {
            return JsonNode.Parse(await ReadTextAsync(context)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
