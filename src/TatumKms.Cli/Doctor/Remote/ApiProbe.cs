using TatumKms.Cli.Configuration;
using TatumKms.Core;

namespace TatumKms.Cli.Doctor.Remote;

/// <summary>What the API said.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Date">The time by its clock, where it told it.</param>
/// <param name="Received">The time by ours.</param>
internal sealed record ApiAnswer(int Status, DateTimeOffset? Date, DateTimeOffset Received);

/// <summary>Asks the API once for several checks: what waits for a wallet that nobody has. That changes nothing and tells nothing.</summary>
internal sealed class ApiProbe(KmsConfiguration configuration, ChainId chain, TimeProvider time)
{
    private const string NobodysWallet = "00000000-0000-4000-8000-000000000000";

    private readonly Lock _lock = new();
    private Task<ApiAnswer>? _answer;

    /// <summary>The base of the API.</summary>
    public Uri Url => configuration.ApiUrl;

    /// <summary>The answer; a failure is thrown, to each who asks.</summary>
    public Task<ApiAnswer> AskAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _answer ??= SendAsync(cancellationToken);
        }
    }

    private async Task<ApiAnswer> SendAsync(CancellationToken cancellationToken)
    {
        // As the daemon's: no redirects, which would carry the key elsewhere, and no cookies.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null };
        using var client = new HttpMessageInvoker(handler);
        var address = new Uri(Url.GetLeftPart(UriPartial.Path).TrimEnd('/') + $"/v3/kms/pending/{chain.Code}?signatureIds={NobodysWallet}");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("x-api-key", configuration.ApiKey);
        request.Headers.TryAddWithoutValidation("x-ttm-kms-client-version", ProductVersion.Protocol);
        using var response = await client.SendAsync(request, cancellationToken);
        return new ApiAnswer((int)response.StatusCode, response.Headers.Date, time.GetUtcNow());
    }
}
