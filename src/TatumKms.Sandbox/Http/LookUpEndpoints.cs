using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TatumKms.Sandbox.Http;

/// <summary>Everything that has no endpoint of its own: look-ups of chains, which the owner of the sandbox answers.</summary>
internal sealed class LookUpEndpoints(SandboxOptions options)
{
    public void Map(IEndpointRouteBuilder application) => application.MapFallback(AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (options.LookUp is { } lookUp)
        {
            var question = new SandboxLookUp(request.Method, request.Path, request.QueryString.ToString(), await Bodies.ReadTextAsync(context));
            if (await lookUp(question, context.RequestAborted) is { } answer)
            {
                await Answers.WriteAsync(context, answer.Status, answer.Body);
                return;
            }
        }

        await Answers.ErrorAsync(context, StatusCodes.Status404NotFound, "not.found", $"Cannot {request.Method} {request.Path}");
    }
}
