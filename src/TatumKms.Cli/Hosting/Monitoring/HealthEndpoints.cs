using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TatumKms.Daemon.Monitoring;

namespace TatumKms.Cli.Hosting.Monitoring;

/// <summary><c>/livez</c>, <c>/readyz</c>, <c>/healthz</c> and <c>/metrics</c>; GET and HEAD only.</summary>
internal sealed class HealthEndpoints(DaemonHealth health)
{
    private const string Json = "application/json", Metrics = "text/plain; version=0.0.4; charset=utf-8";

    public async Task AnswerAsync(HttpContext context)
    {
        var (status, type, body) = Answer(context.Request);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = "GET, HEAD";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private (int Status, string Type, byte[] Body) Answer(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return (StatusCodes.Status405MethodNotAllowed, Json, "{}"u8.ToArray());
        }

        return request.Path.Value switch
        {
            "/livez" => Verdict(health.IsLive ? [] : [health.Describe()]),
            "/readyz" => Verdict(health.WhyNotReady()),
            "/healthz" => (StatusCodes.Status200OK, Json, health.ToJson()),
            "/metrics" => (StatusCodes.Status200OK, Metrics, Encoding.UTF8.GetBytes(health.ToMetrics())),
            _ => (StatusCodes.Status404NotFound, Json, "{}"u8.ToArray()),
        };
    }

    private static (int Status, string Type, byte[] Body) Verdict(IReadOnlyList<string> reasons) => reasons.Count == 0
        ? (StatusCodes.Status200OK, Json, """{"status":"ok"}"""u8.ToArray())
        : (StatusCodes.Status503ServiceUnavailable, Json, JsonSerializer.SerializeToUtf8Bytes(new { status = "unavailable", reasons }));
}
