using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TatumKms.Sandbox.Http;

/// <summary>Where signed transactions arrive, and where they are found again.</summary>
internal sealed class BroadcastEndpoints(SandboxState state, SandboxOptions options)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v3/{name}/broadcast", BroadcastAsync);
        routes.MapPost("/v3/offchain/withdrawal/broadcast", BroadcastWithdrawalAsync);
        routes.MapGet("/v3/{name}/transaction/{id}", FindAsync);
    }

    private async Task BroadcastAsync(HttpContext context)
    {
        var name = Name(context);
        if (SandboxChains.CodeOf(name) is not { } chain)
        {
            await NoSuchRouteAsync(context);
            return;
        }

        if (await ReadAsync(context) is { } body)
        {
            await DeliverAsync(context, name, body, chain, withdrawalId: null);
        }
    }

    private async Task BroadcastWithdrawalAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } body)
        {
            return;
        }

        var currency = Bodies.Text(body, "currency") ?? "";
        if (!SandboxChains.IsCode(currency))
        {
            await Answers.InvalidAsync(context, "currency", "currency must be a supported blockchain");
        }
        else if (Bodies.Text(body, "withdrawalId") is not { Length: > 0 } withdrawal)
        {
            await Answers.InvalidAsync(context, "withdrawalId", "withdrawalId should not be empty");
        }
        else
        {
            await DeliverAsync(context, "offchain", body, currency, withdrawal);
        }
    }

    private Task FindAsync(HttpContext context)
    {
        if (SandboxChains.CodeOf(Name(context)) is null)
        {
            return NoSuchRouteAsync(context);
        }

        var id = (string)context.Request.RouteValues["id"]!;
        return state.FindTransaction(id) is not null
            ? Answers.WriteAsync(context, StatusCodes.Status200OK, new JsonObject { ["hash"] = id })
            : Answers.ErrorAsync(context, StatusCodes.Status403Forbidden, "tx.not.found", $"Transaction not found: {id}");
    }

    /// <summary>The body with its <c>txData</c>, or nothing after an answer that says what is wrong with it.</summary>
    private static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        var body = await Bodies.ReadObjectAsync(context);
        if (body is null || Bodies.Text(body, "txData") is not { Length: > 0 })
        {
            await Answers.InvalidAsync(context, "txData", "txData should not be empty");
            return null;
        }

        return body;
    }

    private async Task DeliverAsync(HttpContext context, string name, JsonObject body, string chain, string? withdrawalId)
    {
        var signatureId = Bodies.Text(body, "signatureId");
        var broadcast = new SandboxBroadcast(context.Request.Path, chain, Bodies.Text(body, "txData")!, signatureId, withdrawalId);
        state.Add(broadcast);
        switch (await JudgeAsync(broadcast, context.RequestAborted))
        {
            case BroadcastVerdict.Refused refused:
                await Answers.ErrorAsync(context, StatusCodes.Status403Forbidden, $"{name}.broadcast.failed", refused.Message);
                break;
            case BroadcastVerdict.Accepted accepted:
                state.AddTransaction(accepted.TransactionId, broadcast.TxData);
                var completed = !FaultGate.MustNotComplete(context)
                    && (signatureId is null || state.Complete(signatureId, accepted.TransactionId));
                await Answers.WriteAsync(
                    context,
                    StatusCodes.Status200OK,
                    new JsonObject { ["txId"] = accepted.TransactionId, ["completed"] = completed });
                break;
        }
    }

    private Task<BroadcastVerdict> JudgeAsync(SandboxBroadcast broadcast, CancellationToken cancellationToken) =>
        options.Broadcaster?.Invoke(broadcast, cancellationToken) ?? Task.FromResult(AcceptOnce(broadcast.TxData));

    private BroadcastVerdict AcceptOnce(string txData)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(txData)));
        return state.FindTransaction(id) is null
            ? new BroadcastVerdict.Accepted(id)
            : new BroadcastVerdict.Refused("txn-already-known");
    }

    private static string Name(HttpContext context) => (string)context.Request.RouteValues["name"]!;

    private static Task NoSuchRouteAsync(HttpContext context) => Answers.ErrorAsync(
        context, StatusCodes.Status404NotFound, "not.found", $"Cannot {context.Request.Method} {context.Request.Path}");
}
