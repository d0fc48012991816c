using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TatumKms.Secrets.Tests;

/// <summary>Secret Manager, the token service and the metadata server of Google Cloud in one; notes what is not as documented.</summary>
internal sealed class GcpStandIn
{
    public const string AccessToken = "ya29.canary-5c21e0";
    public const string Email = "kms@my-project.iam.gserviceaccount.com";
    public const string KeyId = "0123456789abcdef";

    private readonly ConcurrentQueue<string> _complaints = [];

    /// <summary>What was wrong with the requests.</summary>
    public IEnumerable<string> Complaints => _complaints;

    /// <summary>The path at which the secret is.</summary>
    public string Path { get; init; } = "/v1/projects/my-project/secrets/kms-wallet/versions/latest:access";

    /// <summary>The payload of the secret's version.</summary>
    public object Payload { get; init; } = Of("""{"user":"kms","password":"correct horse\n"}""", "172069696");

    /// <summary>The key that the service account must have; there is none where the machine's own account is asked for.</summary>
    public RSA? AccountKey { get; init; }

    /// <summary>The time of the token request.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>A payload, with a checksum that came from elsewhere.</summary>
    public static object Of(string text, string? checksum) =>
        checksum is null ? new { data = Encoding.UTF8.GetBytes(text) } : new { data = Encoding.UTF8.GetBytes(text), dataCrc32c = checksum };

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/computeMetadata/v1/instance/service-accounts/default/token")
        {
            Check("flavour", "Google", context.Request.Headers["Metadata-Flavor"]);
            Check("method", "GET", context.Request.Method);
            await context.Response.WriteAsJsonAsync(new { access_token = AccessToken, expires_in = 3599, token_type = "Bearer" });
        }
        else if (path == "/token" && AccountKey is { } key)
        {
            await CheckTokenRequestAsync(context, key);
            await context.Response.WriteAsJsonAsync(new { access_token = AccessToken, expires_in = 3599, token_type = "Bearer" });
        }
        else
        {
            Check("request", $"GET {Path}", $"{context.Request.Method} {path}{context.Request.QueryString}");
            Check("authorization", $"Bearer {AccessToken}", context.Request.Headers.Authorization);
            await context.Response.WriteAsJsonAsync(new { name = "projects/123/secrets/kms-wallet/versions/7", payload = Payload });
        }
    }

    private static byte[] FromBase64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private async Task CheckTokenRequestAsync(HttpContext context, RSA key)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Check("method", "POST", context.Request.Method);
        Check("grant", "urn:ietf:params:oauth:grant-type:jwt-bearer", form["grant_type"]);
        var parts = form["assertion"].ToString().Split('.');
        Check("header", $$"""{"alg":"RS256","typ":"JWT","kid":"{{KeyId}}"}""", Encoding.UTF8.GetString(FromBase64Url(parts[0])));
        var claims = JsonDocument.Parse(FromBase64Url(parts[1])).RootElement;
        Check("iss", Email, claims.GetProperty("iss").GetString());
        Check("scope", "https://www.googleapis.com/auth/cloud-platform", claims.GetProperty("scope").GetString());
        Check("aud", $"http://{context.Request.Host}/token", claims.GetProperty("aud").GetString());
        Check("iat", $"{Now.ToUnixTimeSeconds()}", claims.GetProperty("iat").GetRawText());
        Check("exp", $"{Now.ToUnixTimeSeconds() + 3600}", claims.GetProperty("exp").GetRawText());
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        Check("signature", "True", key.VerifyData(signed, FromBase64Url(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ToString());
    }

    private void Check(string what, string? expected, string? actual)
    {
        if (expected != actual)
        {
            _complaints.Enqueue($"{what}: {actual} instead of {expected}");
        }
    }
}
