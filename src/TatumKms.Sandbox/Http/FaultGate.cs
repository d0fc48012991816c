using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TatumKms.Sandbox.Http;

/// <summary>Does what the scripted faults ask for.</summary>
internal sealed class FaultGate(SandboxState state, SandboxOptions options)
{
    private static readonly object NotCompletedKey = new(), TwiceKey = new();

    /// <summary>Whether the broadcast in hand shall leave its pending transaction as it is.</summary>
    public static bool MustNotComplete(HttpContext context) => context.Items.ContainsKey(NotCompletedKey);

    /// <summary>Whether the list in hand shall name each pending transaction twice.</summary>
    public static bool MustDeliverTwice(HttpContext context) => context.Items.ContainsKey(TwiceKey);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = RequestLog.SentPath(context);
        var fault = context.Request.Path.StartsWithSegments(ControlEndpoints.Path)
            ? null
            : state.TakeFault(context.Request.Method, path) ?? options.Faults?.Invoke(context.Request.Method, path);
        if (fault is { LeavesPending: true } or SandboxFault.NotCompleted)
        {
            context.Items[NotCompletedKey] = true;
        }

        switch (fault)
        {
            case SandboxFault.Answer answer:
                if (answer.AfterHandling)
                {
                    await HandleUnseenAsync(context, next);
                }

                await ReplaceAsync(context, answer);
                break;
            case SandboxFault.Drop drop:
                if (drop.AfterHandling)
                {
                    await HandleUnseenAsync(context, next);
                }

                context.Abort();
                break;
            case SandboxFault.Delay delay:
                await Task.Delay(delay.Duration, TimeProvider.System, context.RequestAborted);
                await next(context);
                break;
            default:
                if (fault is SandboxFault.Twice)
                {
                    context.Items[TwiceKey] = true;
                }

                await next(context);
                break;
        }
    }

    private static async Task ReplaceAsync(HttpContext context, SandboxFault.Answer answer)
    {
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body.Length == 0)
        {
            context.Response.StatusCode = answer.Status;
            return;
        }

        await Answers.WriteAsync(context, answer.Status, answer.Body);
    }

    /// <summary>Lets the request have its effect, and throws the answer away.</summary>
    private static async Task HandleUnseenAsync(HttpContext context, RequestDelegate next)
    {
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var unseen = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(unseen));
        await next(context);
        context.Features.Set(original);
        context.Response.Headers.Clear();
    }
}
