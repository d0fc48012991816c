using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>Gets the access token for Google Cloud: of a service account's file, or of the account that the machine runs as.</summary>
/// <param name="settings">The file, or another host of the metadata.</param>
/// <param name="time">The clock of the token request and of the time limit.</param>
internal sealed class GcpTokens(GcpSettings settings, TimeProvider time) : IDisposable
{
    private const string MetadataHost = "metadata.google.internal";
    private const string MetadataPath = "/computeMetadata/v1/instance/service-accounts/default/token";

    private readonly SecretsHttp _accounts = new("Google's token service", time, SecretsHttp.NewHandler());
    private readonly SecretsHttp _metadata = new("The metadata server of Google Cloud", time, NewDirectHandler());

    /// <summary>The token as a header's value.</summary>
    /// <exception cref="KmsException">There is none (<see cref="KmsError.Configuration"/>), or nobody answers (<see cref="KmsError.Api"/>).</exception>
    public Task<string> GetAsync(CancellationToken cancellationToken) =>
        settings.CredentialsFile is { } path ? OfAccountAsync(path, cancellationToken) : OfMachineAsync(cancellationToken);

    public void Dispose()
    {
        _accounts.Dispose();
        _metadata.Dispose();
    }

    private async Task<string> OfAccountAsync(string path, CancellationToken cancellationToken)
    {
        using var account = GcpServiceAccount.Read(path);
        var form = account.CreateTokenRequest(time.GetUtcNow());
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, account.TokenAddress) { Content = new ByteArrayContent(form) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            return TokenIn(await _accounts.SendAsync(request, cancellationToken, ExplainAccount), _accounts);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(form);
        }
    }

    private async Task<string> OfMachineAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOfMetadata());
        request.Headers.Add("Metadata-Flavor", "Google");
        return TokenIn(await _metadata.SendAsync(request, cancellationToken, ExplainMachine), _metadata);
    }

    private Uri AddressOfMetadata()
    {
        var host = settings.MetadataHost ?? MetadataHost;
        return Uri.TryCreate($"http://{host}{MetadataPath}", UriKind.Absolute, out var address)
            && address is { UserInfo: "", Query: "", Fragment: "", AbsolutePath: MetadataPath }
                ? address
                : throw new KmsException(
                    KmsError.Configuration,
                    "The host of Google Cloud's metadata server is no host.",
                    "GCE_METADATA_HOST must be a name or an address, with :port behind it where needed.");
    }

    private static string TokenIn(byte[] answer, SecretsHttp http)
    {
        try
        {
            using var token = SecretText.Find(answer, "access_token") ?? throw http.Unreadable("without an access token.");
            return SecretText.ToHeader(token.Span) ?? throw http.Unreadable("with an access token that is none.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(answer);
        }
    }

    private static KmsException? ExplainAccount(HttpStatusCode status, ReadOnlySpan<byte> body) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? new KmsException(
                KmsError.Configuration,
                $"Google does not accept the service account's key (HTTP {(int)status}).",
                "Check that the account and its key still exist, and the clock of this machine.")
            : null;

    private static KmsException? ExplainMachine(HttpStatusCode status, ReadOnlySpan<byte> body) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden
            ? new KmsException(
                KmsError.Configuration,
                $"The metadata server of Google Cloud has no service account for this machine (HTTP {(int)status}).",
                "Give the machine a service account with the scope cloud-platform, or set GOOGLE_APPLICATION_CREDENTIALS.")
            : null;

    /// <summary>The metadata is on the machine's own link: no proxy may see the token.</summary>
    private static SocketsHttpHandler NewDirectHandler()
    {
        var handler = SecretsHttp.NewHandler();
        handler.UseProxy = false;
        return handler;
    }
}
