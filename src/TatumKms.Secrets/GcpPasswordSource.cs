using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>The password in a secret of Google Cloud Secret Manager, by its REST interface.</summary>
/// <param name="settings">Which secret.</param>
/// <param name="time">The clock of the token request and of the time limit.</param>
public sealed partial class GcpPasswordSource(GcpSettings settings, TimeProvider time) : IPasswordSource, IDisposable
{
    private const string Latest = "/versions/latest";

    private readonly SecretsHttp _http = new("Google Cloud Secret Manager", time, SecretsHttp.NewHandler());
    private readonly GcpTokens _tokens = new(settings, time);

    /// <inheritdoc />
    /// <exception cref="KmsException">
    /// The settings are wrong, or the secret is not given (<see cref="KmsError.Configuration"/>), or Google cannot be reached (<see cref="KmsError.Api"/>).
    /// </exception>
    public async Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        var address = GetAddress();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.GetAsync(cancellationToken));
        var answer = await _http.SendAsync(request, cancellationToken, Explain);
        try
        {
            using var value = ValueIn(answer);
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
        _http.Dispose();
        _tokens.Dispose();
    }

    private static bool HasChecksum(ReadOnlySpan<byte> data, SecretBytes expected)
    {
        var checksum = uint.MaxValue;
        foreach (var item in data)
        {
            checksum = BitOperations.Crc32C(checksum, item);
        }

        return Utf8Parser.TryParse(expected.Span, out long number, out var consumed) && consumed == expected.Length && number == ~checksum;
    }

    private Uri GetAddress()
    {
        var name = SecretName.Match(settings.Secret);
        if (!name.Success)
        {
            throw new KmsException(
                KmsError.Configuration,
                "TATUM_KMS_GCP_SECRET is not the name of a secret in Google Cloud.",
                "Write projects/PROJECT/secrets/SECRET, with /versions/VERSION behind it where it is not to be the latest.");
        }

        var path = $"v1/{name.Value}{(name.Groups["version"].Success ? "" : Latest)}:access";
        return new Uri(GetHost(name.Groups["location"]), path);
    }

    /// <summary>A secret that is kept in one region is asked for there.</summary>
    private Uri GetHost(Group location)
    {
        if (settings.Endpoint is not { } endpoint)
        {
            return new Uri(location.Success ? $"https://secretmanager.{location.Value}.rep.googleapis.com/" : "https://secretmanager.googleapis.com/");
        }

        var address = SecretAddress.Parse(endpoint, "The address of Google Cloud Secret Manager");
        return address.AbsolutePath == "/" ? address : throw new KmsException(
            KmsError.Configuration, "The address of Google Cloud Secret Manager has a path behind its host.", "Give it without one.");
    }

    private SecretBytes ValueIn(byte[] answer)
    {
        using var text = SecretText.Find(answer, "payload", "data") ?? throw _http.Unreadable("without the value of a secret.");
        using var checksum = SecretText.Find(answer, "payload", "dataCrc32c");
        var value = SecretText.FromBase64(text.Span) ?? throw _http.Unreadable("with a value that is not base64.");
        if (checksum is null || HasChecksum(value.Span, checksum))
        {
            return value;
        }

        value.Dispose();
        throw _http.Unreadable("the value of the secret does not fit its checksum: it was damaged on the way.");
    }

    /// <summary>A version that was disabled or destroyed is a failed precondition.</summary>
    private static KmsException? Explain(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        using var code = SecretText.Find(body, "error", "status");
        return code is not null && code.Span.SequenceEqual("FAILED_PRECONDITION"u8)
            ? new KmsException(
                KmsError.Configuration,
                $"Google Cloud Secret Manager does not give this version of the secret: it is disabled or destroyed (HTTP {(int)status}).",
                "Enable it, or name another version in TATUM_KMS_GCP_SECRET.")
            : null;
    }

    [GeneratedRegex(
        "^projects/[a-z0-9][a-z0-9.:-]*(/locations/(?<location>[a-z]+(-[a-z0-9]+)*))?/secrets/[A-Za-z0-9_-]{1,255}(?<version>/versions/[A-Za-z0-9_-]+)?\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SecretName { get; }
}
