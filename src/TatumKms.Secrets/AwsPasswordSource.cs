using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>The password in a secret of AWS Secrets Manager: one signed question, <c>GetSecretValue</c>.</summary>
/// <param name="settings">Which secret; this object disposes the keys in it.</param>
/// <param name="time">The clock of the signature and of the time limit.</param>
public sealed partial class AwsPasswordSource(AwsSettings settings, TimeProvider time) : IPasswordSource, IDisposable
{
    private const string Service = "secretsmanager";
    private const string HintOfKeys = "Set both, or neither where AWS's own credentials are to be used.";

    private readonly SecretsHttp _http = new("AWS Secrets Manager", time, SecretsHttp.NewHandler());

    /// <inheritdoc />
    /// <exception cref="KmsException">
    /// The settings are wrong, or the secret is not given (<see cref="KmsError.Configuration"/>), or AWS cannot be reached (<see cref="KmsError.Api"/>).
    /// </exception>
    public async Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        var region = GetRegion();
        var address = GetAddress(region);
        using var keys = GetOwnKeys() ?? await AwsCredentialChain.GetAsync(time, cancellationToken);
        using var request = CreateRequest(address, region, keys);
        var answer = await _http.SendAsync(request, cancellationToken, Explain);
        try
        {
            using var value = SecretText.Find(answer, "SecretString") ?? FindBinary(answer)
                ?? throw _http.Unreadable("without the value of a secret.");
            return _http.ToPassword(value.Span, settings.SecretKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(answer);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        settings.SecretAccessKey?.Dispose();
        settings.SessionToken?.Dispose();
        _http.Dispose();
    }

    private static SecretBytes? FindBinary(byte[] answer)
    {
        using var text = SecretText.Find(answer, "SecretBinary");
        return text is null ? null : SecretText.FromBase64(text.Span);
    }

    private string GetRegion()
    {
        var region = settings.Region ?? AwsCredentialChain.FindRegion() ?? throw new KmsException(
            KmsError.Configuration, "The AWS region of the secret is not known.", "Set TATUM_KMS_AWS_REGION, for example to eu-central-1.");
        return RegionName.IsMatch(region) ? region : throw new KmsException(
            KmsError.Configuration, "The AWS region is not the name of a region.", "Set TATUM_KMS_AWS_REGION, for example to eu-central-1.");
    }

    private Uri GetAddress(string region)
    {
        if (settings.Endpoint is null)
        {
            return new Uri($"https://{Service}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}/");
        }

        var address = SecretAddress.Parse(settings.Endpoint, "The address of AWS Secrets Manager (AWS_ENDPOINT_URL_SECRETS_MANAGER or AWS_ENDPOINT_URL)");
        return address.AbsolutePath == "/" ? address : throw new KmsException(
            KmsError.Configuration, "The address of AWS Secrets Manager has a path behind its host.", "Give AWS_ENDPOINT_URL_SECRETS_MANAGER without one.");
    }

    /// <summary>The keys that the settings give, or nothing where they give none.</summary>
    private AwsKeys? GetOwnKeys() => (settings.AccessKeyId, settings.SecretAccessKey) switch
    {
        (null, null) => null,
        ({ } id, { } secret) => new AwsKeys(id, secret.Copy(), settings.SessionToken?.Copy()),
        (null, _) => throw new KmsException(
            KmsError.Configuration, "TATUM_KMS_AWS_SECRET_ACCESS_KEY is set, but not TATUM_KMS_AWS_ACCESS_KEY_ID.", HintOfKeys),
        (_, null) => throw new KmsException(
            KmsError.Configuration, "TATUM_KMS_AWS_ACCESS_KEY_ID is set, but not TATUM_KMS_AWS_SECRET_ACCESS_KEY.", HintOfKeys),
    };

    private HttpRequestMessage CreateRequest(Uri address, string region, AwsKeys keys)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["SecretId"] = settings.SecretName });
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        var headers = CreateHeaders(address, keys);
        _ = ToHeader(Encoding.UTF8.GetBytes(keys.Id));
        var authorization = new AwsSignature(region, Service).Authorize(keys, "/", headers, body);

        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("x-amz-", StringComparison.Ordinal)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    private SortedDictionary<string, string> CreateHeaders(Uri address, AwsKeys keys)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = "application/x-amz-json-1.1",
            ["host"] = address.Authority,
            [AwsSignature.DateHeader] = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
            ["x-amz-target"] = "secretsmanager.GetSecretValue",
        };
        if (keys.Token is { } token)
        {
            headers["x-amz-security-token"] = ToHeader(token.Span);
        }

        return headers;
    }

    private static string ToHeader(ReadOnlySpan<byte> credential) => SecretText.ToHeader(credential) ?? throw new KmsException(
        KmsError.Configuration, "The AWS access key ID or the session token has characters that no such thing has.", "Check for blanks, quotes and newlines in it.");

    /// <summary>AWS says 400 to nearly everything; what it means is in a member.</summary>
    private KmsException? Explain(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        using var type = SecretText.Find(body, "__type");
        var name = type is null ? [] : type.Span[(type.Span.LastIndexOf((byte)'#') + 1)..];
        foreach (var (code, explain) in Errors)
        {
            if (name.SequenceEqual(Encoding.ASCII.GetBytes(code)))
            {
                return explain(_http, code);
            }
        }

        return null;
    }

    [GeneratedRegex("^[a-z]{2,}(-[a-z0-9]+)+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RegionName { get; }
}
