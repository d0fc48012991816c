namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>The way to the network, right before the wire, of a machine that may stop.</summary>
internal sealed class CrashHandler(CrashPoint point) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        point.StepAsync($"{request.Method} {request.RequestUri!.AbsolutePath}", async () =>
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        });
}
