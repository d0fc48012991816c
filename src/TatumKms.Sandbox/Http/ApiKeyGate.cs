using Microsoft.AspNetCore.Http;

namespace TatumKms.Sandbox.Http;

/// <summary>Lets nobody into the API without a key, and sends the version header with every answer.</summary>
internal sealed class ApiKeyGate(SandboxOptions options)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (options.LatestVersion is not null)
        {
            context.Response.Headers["x-ttm-kms-latest-version"] = options.LatestVersion;
        }

        var key = context.Request.Headers["x-api-key"].ToString() is { Length: > 0 } header ? header : KeyOfPath(context.Request.Path);
        var isOpen = !context.Request.Path.StartsWithSegments("/v3");
        if (isOpen || (key.Length > 0 && (options.ApiKey is null || options.ApiKey == key)))
        {
            return next(context);
        }

        // The API repeats the key that it was given; whoever logs its answers must know.
        return Answers.ErrorAsync(
            context, StatusCodes.Status401Unauthorized, "subscription.invalid", $"Unable to find valid subscription for '{key}'");
    }

    /// <summary>The API's nodes have the key in their path: <c>/v3/ethereum/web3/key</c>, <c>/v3/egld/node/key/…</c>, <c>/v3/blockchain/node/KLAY/key</c>.</summary>
    private static string KeyOfPath(PathString path)
    {
        var segments = (path.Value ?? "").Split('/');
        return segments switch
        {
            ["", "v3", "blockchain", "node", _, var key, ..] => key,
            ["", "v3", _, "web3" or "node", var key, ..] => key,
            _ => "",
        };
    }
}
