using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TatumKms.Sandbox.Http;

/// <summary>Writes answers in the API's form.</summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpContext context, int status, JsonNode body) => WriteAsync(context, status, body.ToJsonString(Json));

    public static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    public static Task ErrorAsync(HttpContext context, int status, string errorCode, string message, JsonArray? data = null)
    {
        var body = new JsonObject { ["statusCode"] = status, ["errorCode"] = errorCode, ["message"] = message };
        if (data is not null)
        {
            body["data"] = data;
        }

        return WriteAsync(context, status, body);
    }

    /// <summary>400, naming the member that is wrong.</summary>
    public static Task InvalidAsync(HttpContext context, string property, string constraint) => ErrorAsync(
        context,
        StatusCodes.Status400BadRequest,
        "validation.failed",
        "Request validation failed. Please see data for additional information.",
        [new JsonObject { ["property"] = property, ["constraints"] = new JsonArray(constraint) }]);

    public static Task NoContentAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
