using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>The password as the value behind an alias of a VGS vault.</summary>
/// <param name="settings">Which alias; this object disposes the password in it.</param>
/// <param name="time">The clock of the time limit.</param>
public sealed class VgsPasswordSource(VgsSettings settings, TimeProvider time) : IPasswordSource, IDisposable
{
    private const string Live = "https://api.live.verygoodvault.com/";

    private readonly SecretsHttp _http = new("The VGS vault", time, SecretsHttp.NewHandler());

    /// <inheritdoc />
    /// <exception cref="KmsException">
    /// The settings are wrong, or the value is not given (<see cref="KmsError.Configuration"/>), or VGS cannot be reached (<see cref="KmsError.Api"/>).
    /// </exception>
    public async Task<SecretBytes> GetPasswordAsync(PasswordPurpose purpose, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, GetAddress());
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Encode());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var answer = await _http.SendAsync(request, cancellationToken);
        try
        {
            using var value = SecretText.Find(answer, "data", SecretText.First, "value")
                ?? throw _http.Unreadable("without a text in the member 'value' behind the alias.");
            return _http.ToPassword(value.Span, member: null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(answer);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        settings.Password.Dispose();
        _http.Dispose();
    }

    private Uri GetAddress()
    {
        var endpoint = SecretAddress.Parse(settings.Endpoint ?? Live, "TATUM_KMS_VGS_URL");

        // A dot alone would be taken for a step in the path.
        return settings.Alias.Trim('.').Length > 0
            ? new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/aliases/{Uri.EscapeDataString(settings.Alias)}")
            : throw new KmsException(KmsError.Configuration, "TATUM_KMS_VGS_ALIAS is not an alias.", "It looks like tok_live_… in the dashboard of VGS.");
    }

    private string Encode()
    {
        if (settings.Username.Contains(':', StringComparison.Ordinal))
        {
            throw new KmsException(KmsError.Configuration, "TATUM_KMS_VGS_USERNAME has a colon in it, which no user name of VGS has.", "Give the password in TATUM_KMS_VGS_PASSWORD.");
        }

        using var credentials = SecretBytes.Create(
            Encoding.UTF8.GetByteCount(settings.Username) + 1 + settings.Password.Length,
            bytes =>
            {
                var length = Encoding.UTF8.GetBytes(settings.Username, bytes);
                bytes[length] = (byte)':';
                settings.Password.Span.CopyTo(bytes[(length + 1)..]);
            });
        return Convert.ToBase64String(credentials.Span);
    }
}
