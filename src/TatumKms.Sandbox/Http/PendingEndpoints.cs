using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TatumKms.Core;

namespace TatumKms.Sandbox.Http;

/// <summary>What waits for a signature: listed, looked at, completed, deleted.</summary>
internal sealed class PendingEndpoints(SandboxState state)
{
    /// <summary>The API takes so many ids in one request.</summary>
    private const int MaxIds = 25_000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v3/kms/pending/{chain}", ListByBodyAsync);
        routes.MapGet("/v3/kms/pending/{chain}", ListByQueryAsync);
        routes.MapGet("/v3/kms/{id}", GetAsync);
        routes.MapPut("/v3/kms/{id}/{txId}", CompleteAsync);
        routes.MapDelete("/v3/kms/{id}", DeleteAsync);
    }

    private async Task ListByBodyAsync(HttpContext context)
    {
        if ((await Bodies.ReadObjectAsync(context))?["signatureIds"] is not JsonArray list)
        {
            await Answers.InvalidAsync(context, "signatureIds", "signatureIds must be an array");
            return;
        }

        await ListAsync(context, [.. list.Select(id => id is JsonValue value && value.TryGetValue<string>(out var text) ? text : "")]);
    }

    private Task ListByQueryAsync(HttpContext context)
    {
        // The documentation writes "signatures" in its example and "signatureIds" in its table.
        var query = context.Request.Query;
        var ids = query.TryGetValue("signatureIds", out var named) || query.TryGetValue("signatures", out named) ? named.ToString() : "";
        return ListAsync(context, ids.Length == 0 ? null : ids.Split(','));
    }

    private Task ListAsync(HttpContext context, string[]? ids)
    {
        var chain = Route(context, "chain");
        if (!SandboxChains.IsCode(chain))
        {
            return Answers.InvalidAsync(context, "chain", "chain must be a supported blockchain");
        }

        if (ids?.Length > MaxIds)
        {
            return Answers.InvalidAsync(context, "signatureIds", $"signatureIds must contain no more than {MaxIds} elements");
        }

        return ids?.All(id => SignatureId.TryParse(id, out _)) == false
            ? Answers.InvalidAsync(context, "signatureIds", "each value in signatureIds must be a UUID")
            : Answers.WriteAsync(context, StatusCodes.Status200OK, Listed(context, state.PendingOf(chain, ids)));
    }

    private static JsonArray Listed(HttpContext context, JsonArray pending) => FaultGate.MustDeliverTwice(context)
        ? [.. pending.SelectMany(item => new[] { item!.DeepClone(), item.DeepClone() })]
        : pending;

    private Task GetAsync(HttpContext context) => state.Find(Route(context, "id")) is { } pending
        ? Answers.WriteAsync(context, StatusCodes.Status200OK, pending)
        : NotFoundAsync(context);

    private Task CompleteAsync(HttpContext context) =>
        state.Complete(Route(context, "id"), Route(context, "txId")) ? Answers.NoContentAsync(context) : NotFoundAsync(context);

    // "revert" returns a withdrawal's money to its virtual account; the sandbox has no accounts.
    private Task DeleteAsync(HttpContext context) =>
        state.Delete(Route(context, "id")) ? Answers.NoContentAsync(context) : NotFoundAsync(context);

    private static Task NotFoundAsync(HttpContext context) =>
        Answers.ErrorAsync(context, StatusCodes.Status404NotFound, "kms.not.found", "No such pending transaction.");

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
