using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TatumKms.Sandbox.Http;

/// <summary>Where a KMS reports what it could not sign.</summary>
internal sealed class ReportEndpoints(SandboxState state)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v3/tatum/kms/batch", ReportAsync);

    private async Task ReportAsync(HttpContext context)
    {
        var errors = ((await Bodies.ReadObjectAsync(context))?["errors"] as JsonArray)?.Select(Read).ToArray();
        if (errors is null || errors.Any(error => error is null))
        {
            await Answers.InvalidAsync(context, "errors", "errors must be an array of objects with signatureId and error");
            return;
        }

        foreach (var error in errors)
        {
            state.Add(error!);
        }

        await Answers.NoContentAsync(context);
    }

    private static SandboxError? Read(JsonNode? element) =>
        element is JsonObject body && Bodies.Text(body, "signatureId") is { } id && Bodies.Text(body, "error") is { } error
            ? new SandboxError(id, error)
            : null;
}
