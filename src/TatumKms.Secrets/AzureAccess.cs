using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace TatumKms.Secrets;

/// <summary>How Azure is reached: the way to its servers, who asks, and how patiently.</summary>
/// <param name="handler">The way; this object owns it.</param>
/// <param name="pause">How long to wait before the first repetition of a question.</param>
/// <param name="credential">Who asks; nothing for whom Azure's own chain finds.</param>
internal sealed class AzureAccess(HttpMessageHandler handler, TimeSpan pause, Func<Action<TokenCredentialOptions>, TokenCredential>? credential = null) : IDisposable
{
    private const int Repetitions = 2;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan TimeOfOne = TimeSpan.FromSeconds(10);

    private readonly HttpClientTransport _transport = new(new LimitedHandler(handler));

    public SecretClient CreateClient(Uri vault)
    {
        var options = new SecretClientOptions(SecretClientOptions.ServiceVersion.V7_6);
        Limit(options);
        return new SecretClient(vault, credential?.Invoke(Limit) ?? CreateChain(), options);
    }

    public void Dispose() => _transport.Dispose();

    /// <summary>
    /// The credentials of a server (environment, workload identity, managed identity), then those of <c>az login</c>. The others of
    /// Azure's chain belong to editors and shells, and would start programs that a key management system has no use for.
    /// </summary>
    private DefaultAzureCredential CreateChain()
    {
        var options = new DefaultAzureCredentialOptions
        {
            ExcludeVisualStudioCredential = true,
            ExcludeVisualStudioCodeCredential = true,
            ExcludeAzurePowerShellCredential = true,
            ExcludeAzureDeveloperCliCredential = true,
            ExcludeBrokerCredential = true,
            ExcludeInteractiveBrowserCredential = true,
            CredentialProcessTimeout = TimeOfOne,
        };
        Limit(options);
        return new DefaultAzureCredential(options);
    }

    private void Limit(ClientOptions options)
    {
        options.Transport = _transport;
        options.Retry.MaxRetries = Repetitions;
        options.Retry.Delay = pause;
        options.Retry.MaxDelay = LongestPause;
        options.Retry.NetworkTimeout = TimeOfOne;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
    }

    /// <summary>Refuses answers that are too large for a secret.</summary>
    private sealed class LimitedHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            try
            {
                await answer.Content.LoadIntoBufferAsync(SecretsHttp.MaxAnswer, cancellationToken);
                return answer;
            }
            catch
            {
                answer.Dispose();
                throw;
            }
        }
    }
}
