namespace TatumKms.Daemon.Monitoring;

/// <summary>Counts the answers of the API, each attempt on its own.</summary>
internal sealed class ObservedAnswers(IDaemonEvents events) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            events.Answered((int)response.StatusCode);
            return response;
        }
        catch
        {
            events.Answered(null);
            throw;
        }
    }
}
