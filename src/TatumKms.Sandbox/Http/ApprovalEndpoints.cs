using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TatumKms.Sandbox.Http;

/// <summary>A second pair of eyes for those who have none yet; not part of the Tatum API.</summary>
internal sealed class ApprovalEndpoints(SandboxState state, SandboxOptions options)
{
    public const string Path = "/4eye";

    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods(Path + "/{id}", ["GET", "POST"], AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var approval = new SandboxApproval(id, context.Request.Method, await Bodies.ReadTextAsync(context));
        state.Add(approval);
        if (options.Approver?.Invoke(approval) ?? true)
        {
            await Answers.WriteAsync(context, StatusCodes.Status200OK, new JsonObject { ["id"] = id, ["approved"] = true });
        }
        else
        {
            await Answers.ErrorAsync(context, StatusCodes.Status403Forbidden, "not.approved", "Not approved.");
        }
    }
}
