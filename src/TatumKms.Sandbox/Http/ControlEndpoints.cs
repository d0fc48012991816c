using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TatumKms.Sandbox.Http;

/// <summary>The sandbox's own state over HTTP, for integration tests in any language. Needs no key: it listens on loopback only.</summary>
internal sealed class ControlEndpoints(SandboxState state)
{
    public const string Path = "/sandbox";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path + "/pending", AddPendingAsync);
        routes.MapPost(Path + "/faults", AddFaultAsync);
        routes.MapGet(Path + "/pending", context => ShowAsync(context, state.PendingIds));
        routes.MapGet(Path + "/requests", context => ShowAsync(context, state.Requests));
        routes.MapGet(Path + "/broadcasts", context => ShowAsync(context, state.Broadcasts));
        routes.MapGet(Path + "/completions", context => ShowAsync(context, state.Completions));
        routes.MapGet(Path + "/errors", context => ShowAsync(context, state.Errors));
        routes.MapGet(Path + "/approvals", context => ShowAsync(context, state.Approvals));
        routes.MapDelete(Path, ClearAsync);
    }

    private static Task ShowAsync<T>(HttpContext context, IReadOnlyList<T> list) =>
        Answers.WriteAsync(context, StatusCodes.Status200OK, JsonSerializer.Serialize(list, Json));

    private async Task AddPendingAsync(HttpContext context)
    {
        try
        {
            var id = state.AddPending(await Bodies.ReadTextAsync(context));
            await Answers.WriteAsync(context, StatusCodes.Status201Created, new JsonObject { ["id"] = id });
        }
        catch (FormatException problem)
        {
            await Answers.ErrorAsync(context, StatusCodes.Status400BadRequest, "sandbox.pending", problem.Message);
        }
    }

    private async Task AddFaultAsync(HttpContext context)
    {
        try
        {
            var body = await Bodies.ReadObjectAsync(context) ?? throw new FormatException("A fault is a JSON object.");
            state.AddFault(FaultJson.Read(body));
            await Answers.NoContentAsync(context);
        }
        catch (FormatException problem)
        {
            await Answers.ErrorAsync(context, StatusCodes.Status400BadRequest, "sandbox.fault", problem.Message);
        }
    }

    private Task ClearAsync(HttpContext context)
    {
        state.Clear();
        return Answers.NoContentAsync(context);
    }
}
