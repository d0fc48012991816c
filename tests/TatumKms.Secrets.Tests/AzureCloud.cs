using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Azure.Identity;
using Microsoft.AspNetCore.Http;

namespace TatumKms.Secrets.Tests;

/// <summary>
/// Key Vault, the login and the machine's identity service of Azure on this machine, under their real names: only the way
/// to them and the authority of their certificates are the test's.
/// </summary>
internal sealed class AzureCloud : IAsyncDisposable
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";
    public const string Client = "66666666-7777-8888-9999-000000000000";
    private const string Login = "login.microsoftonline.com";

    private static readonly RequestDelegate WithoutMetadata = StandIn.Answer(
        """{"error":"invalid_request","error_description":"Required metadata header not specified"}""", StatusCodes.Status400BadRequest);

    private static readonly RequestDelegate Discovery = StandIn.Answer(
        $$"""
        {"tenant_discovery_endpoint":"https://{{Login}}/{{Tenant}}/v2.0/.well-known/openid-configuration","api-version":"1.1",
         "metadata":[{"preferred_network":"{{Login}}","preferred_cache":"{{Login}}","aliases":["{{Login}}"]}]}
        """);

    private static readonly string[] Described = ["client_id", "client_secret", "grant_type", "scope"];

    private readonly Authority _authority = new();
    private readonly List<string> _requests = [];
    private readonly RequestDelegate _vault;
    private StandIn? _secure;
    private StandIn? _plain;

    /// <param name="vault">The vault's answer to whoever has a token.</param>
    public AzureCloud(RequestDelegate vault) => _vault = vault;

    /// <summary>The host of the vault, another one each time: Azure's client remembers for the whole process how a host wants to be asked.</summary>
    public string Vault { get; } = $"kms-{Guid.NewGuid():N}"[..20] + ".vault.azure.net";

    /// <summary>What the login answers; a token by default.</summary>
    public RequestDelegate LoginAnswer { get; init; } = StandIn.Answer("""{"token_type":"Bearer","expires_in":3599,"access_token":"token of the login"}""");

    /// <summary>What the identity service of the machine answers; a token by default.</summary>
    public RequestDelegate IdentityAnswer { get; init; } =
        StandIn.Answer("""{"access_token":"token of the machine","expires_in":"3599","resource":"https://vault.azure.net","token_type":"Bearer"}""");

    /// <summary>What the vault says that a token must be for.</summary>
    public string Resource { get; init; } = "https://vault.azure.net";

    /// <summary>Whether the test trusts the certificates.</summary>
    public bool IsTrusted { get; init; } = true;

    /// <summary>What was asked, in order: see <see cref="DescribeAsync"/>.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Starts one whose key vault gives this answer to whoever has a token.</summary>
    public static Task<AzureCloud> StartAsync(RequestDelegate vault) => new AzureCloud(vault).StartAsync();

    public async Task<AzureCloud> StartAsync()
    {
        _secure = await StandIn.StartSecureAsync(AnswerAsync, _authority.Issue("*.vault.azure.net", Login));
        _plain = await StandIn.StartAsync(AnswerAsync);
        return this;
    }

    /// <summary>The way to this cloud, for an application with a client secret.</summary>
    public AzureAccess AsApplication(string clientSecret) => new(CreateHandler(), TimeSpan.Zero, limit =>
    {
        var options = new ClientSecretCredentialOptions();
        limit(options);
        return new ClientSecretCredential(Tenant, Client, clientSecret, options);
    });

    /// <summary>The way to this cloud, for whomever the chain of credentials finds.</summary>
    public AzureAccess AsMachine() => new(CreateHandler(), TimeSpan.Zero);

    public async ValueTask DisposeAsync()
    {
        await (_secure?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_plain?.DisposeAsync() ?? ValueTask.CompletedTask);
        _authority.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/common/discovery/instance")
        {
            // Asked for once in a process, so that no test can count on it.
            await Discovery(context);
            return;
        }

        var description = await DescribeAsync(context.Request);
        lock (_requests)
        {
            _requests.Add(description);
        }

        await ChooseAnswer(context.Request)(context);
    }

    private RequestDelegate ChooseAnswer(HttpRequest request) =>
        request.Host.Host == Login ? LoginAnswer
        : request.Host.Host != Vault ? (request.Headers["Metadata"] == "true" ? IdentityAnswer : WithoutMetadata)
        : request.Headers.Authorization.Count == 0 ? ChallengeAsync
        : _vault;

    /// <summary>Method, address, form and what proves who asks. Fields with which the client describes itself do not count.</summary>
    private static async Task<string> DescribeAsync(HttpRequest request)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        var fields = Described.Where(form.ContainsKey).Select(name => $" {name}={form[name]}");
        return $"{request.Method} {request.Host.Host}{request.Path}{request.QueryString}{string.Concat(fields)} [{request.Headers.Authorization}{request.Headers["Metadata"]}]";
    }

    private Task ChallengeAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = $"""Bearer authorization="https://{Login}/{Tenant}", resource="{Resource}" """.TrimEnd();
        return context.Response.WriteAsync("""{"error":{"code":"Unauthorized","message":"AKV10000: Request is missing a Bearer or PoP token."}}""");
    }

    private SocketsHttpHandler CreateHandler()
    {
        var handler = SecretsHttp.NewHandler();
        handler.UseProxy = false;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var standIn = context.DnsEndPoint.Port == 443 ? _secure! : _plain!;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, standIn.Address.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        if (IsTrusted)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { _authority.Certificate },
            };
        }

        return handler;
    }
}
