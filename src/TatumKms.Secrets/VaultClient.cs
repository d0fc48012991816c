using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>A HashiCorp Vault: logs in, asks, logs out.</summary>
internal sealed class VaultClient : IDisposable
{
    private static readonly TimeSpan TimeToLogOut = TimeSpan.FromSeconds(5);

    private readonly VaultSettings _settings;
    private readonly TimeProvider _time;
    private readonly string _base;
    private readonly X509Certificate2Collection _trusted;

    /// <exception cref="KmsException">The address or the file of certificates is wrong (<see cref="KmsError.Configuration"/>).</exception>
    public VaultClient(VaultSettings settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _base = SecretAddress.Parse(settings.Address, "VAULT_ADDR").AbsoluteUri.TrimEnd('/') + "/v1/";
        _trusted = settings.CertificatesFile is { } file ? ReadCertificates(file) : [];
        Http = new SecretsHttp("HashiCorp Vault", time, CreateHandler());
    }

    public SecretsHttp Http { get; }

    /// <summary>Whether a part of a path means itself: an empty one or dots would lead elsewhere.</summary>
    public static bool IsPart(string part) => part.Trim('.').Length > 0;

    /// <summary>A token to ask with; the caller disposes it.</summary>
    public Task<SecretBytes> LogInAsync(CancellationToken cancellationToken) => _settings.Login switch
    {
        VaultLogin.Token token => Task.FromResult(token.Value.Copy()),
        VaultLogin.TokenFile file => Task.FromResult(CredentialFile.Read(file.Path, "token file of HashiCorp Vault")),
        VaultLogin.AppRole role => LogInAsync(role, cancellationToken),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Revokes a token that was made for this one question. It expires by itself, too, so that a failure hurts nobody.</summary>
    public async Task LogOutAsync(SecretBytes token)
    {
        if (_settings.Login is not VaultLogin.AppRole)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TimeToLogOut, _time);
        try
        {
            await SendAsync(HttpMethod.Post, "auth/token/revoke-self", token, content: null, explain: null, limit.Token);
        }
        catch (Exception problem) when (problem is KmsException or OperationCanceledException)
        {
            // The password, or the failure to get it, is what the caller has to hear of.
        }
    }

    /// <summary>Asks, and gives the answer's body, which the caller zeroes.</summary>
    public async Task<byte[]> SendAsync(
        HttpMethod method, string path, SecretBytes? token, HttpContent? content, SecretsHttp.Explain? explain, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, _base + path) { Content = content };

        // An agent in between may insist on this header, which no browser can be made to send.
        request.Headers.Add("X-Vault-Request", "true");
        if (token is not null)
        {
            request.Headers.Add("X-Vault-Token", SecretText.ToHeader(token.Span) ?? throw new KmsException(
                KmsError.Configuration, "The token for HashiCorp Vault has characters that no token has.", "Check for blanks, quotes and newlines in it."));
        }

        if (_settings.Namespace is { } name)
        {
            request.Headers.Add("X-Vault-Namespace", SecretText.ToHeader(Encoding.UTF8.GetBytes(name)) ?? throw new KmsException(
                KmsError.Configuration, "VAULT_NAMESPACE is not the name of a namespace.", "Write it as vault namespace list shows it."));
        }

        return await Http.SendAsync(request, cancellationToken, (status, body) => explain?.Invoke(status, body) ?? ExplainState(status));
    }

    public void Dispose()
    {
        Http.Dispose();
        foreach (var certificate in _trusted)
        {
            certificate.Dispose();
        }
    }

    private async Task<SecretBytes> LogInAsync(VaultLogin.AppRole role, CancellationToken cancellationToken)
    {
        var mount = role.Mount.Trim('/').Split('/');
        if (!mount.All(IsPart))
        {
            throw new KmsException(KmsError.Configuration, "TATUM_KMS_VAULT_APPROLE_MOUNT is not a mount.", "Leave it out for approle.");
        }

        var body = CreateLogin(role);
        byte[]? answer = null;
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var path = $"auth/{string.Join('/', mount.Select(Uri.EscapeDataString))}/login";
            answer = await SendAsync(HttpMethod.Post, path, token: null, content, ExplainLogin, cancellationToken);
            return SecretText.Find(answer, "auth", "client_token") ?? throw Http.Unreadable("the login with the AppRole gave no token.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
            CryptographicOperations.ZeroMemory(answer);
        }
    }

    private static byte[] CreateLogin(VaultLogin.AppRole role)
    {
        using var secret = role.SecretId?.Copy()
            ?? (role.SecretIdFile is { } file ? CredentialFile.Read(file, "file with the secret ID of the AppRole") : null);

        // So large that it never grows, which would leave a copy behind.
        var buffer = new ArrayBufferWriter<byte>(256 + (6 * (role.RoleId.Length + (secret?.Length ?? 0))));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("role_id", role.RoleId);
            if (secret is not null)
            {
                json.WriteString("secret_id", secret.Span);
            }

            json.WriteEndObject();
        }

        var body = buffer.WrittenSpan.ToArray();
        buffer.Clear();
        return body;
    }

    private static KmsException? ExplainLogin(HttpStatusCode status, ReadOnlySpan<byte> body) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new KmsException(
            KmsError.Configuration,
            $"HashiCorp Vault denies access: it does not take the AppRole's role ID and secret ID (HTTP {(int)status}).",
            "Check TATUM_KMS_VAULT_ROLE_ID, the secret ID and whether that is used up, and where AppRole is mounted."),
        _ => null,
    };

    private static KmsException? ExplainState(HttpStatusCode status) => status == HttpStatusCode.ServiceUnavailable
        ? new KmsException(KmsError.Api, "HashiCorp Vault cannot answer: it is sealed, or down for maintenance (HTTP 503).", "Unseal it (vault operator unseal), and try again.")
        : null;

    private SocketsHttpHandler CreateHandler()
    {
        var handler = SecretsHttp.NewHandler();
        if (_trusted.Count > 0)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(_trusted);
        }

        return handler;
    }

    private static X509Certificate2Collection ReadCertificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new KmsException(KmsError.Configuration, $"The file of certificates '{file}' cannot be read.", "Check VAULT_CACERT: it names a PEM file.", cause);
        }

        return certificates.Count > 0
            ? certificates
            : throw new KmsException(KmsError.Configuration, $"There is no certificate in '{file}'.", "Check VAULT_CACERT: it names a PEM file.");
    }
}
