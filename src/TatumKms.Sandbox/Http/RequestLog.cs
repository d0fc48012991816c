using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TatumKms.Sandbox.Http;

/// <summary>Writes down each request before anything else happens to it.</summary>
internal sealed class RequestLog(SandboxState state)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(ControlEndpoints.Path))
        {
            var headers = request.Headers.ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value.ToArray()), StringComparer.OrdinalIgnoreCase);
            state.Add(new SandboxRequest(request.Method, SentPath(context), request.QueryString.Value ?? "", headers, await Bodies.ReadTextAsync(context)));
        }

        await next(context);
    }

    /// <summary>The path as it stood on the request line; the framework's own is decoded.</summary>
    public static string SentPath(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }
}
