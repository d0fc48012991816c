using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>
/// Asks a secret manager by HTTP: one question, one answer, no redirect, no cookie, a limit for time and size. What the manager
/// writes is never quoted: it may be, or hold, the secret.
/// </summary>
/// <param name="manager">Its name in sentences: <c>AWS Secrets Manager</c>.</param>
/// <param name="time">The clock of the time limit.</param>
/// <param name="handler">How it is reached; this object owns it.</param>
internal sealed class SecretsHttp(string manager, TimeProvider time, HttpMessageHandler handler) : IDisposable
{
    private const int MaxAnswer = 256 * 1024;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);
    private readonly HttpClient _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The handler of those who have no other: redirects and cookies are not followed, proxies of the environment are.</summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ActivityHeadersPropagator = null,
    };

    /// <summary>Sends a request and gives the body of an answer of 200 to 299; the caller zeroes it.</summary>
    /// <exception cref="KmsException">
    /// It cannot be reached or is not itself (<see cref="KmsError.Api"/>), or it does not give the secret (<see cref="KmsError.Configuration"/>).
    /// </exception>
    public async Task<byte[]> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode ? await ReadAsync(answer.Content, either.Token) : throw Refused(answer.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"did not answer within {TimeLimit.TotalSeconds:0} seconds");
        }
        catch (HttpRequestException problem) when (problem.InnerException is AuthenticationException)
        {
            throw Unreachable("shows a TLS certificate that is not trusted");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            throw Unreachable("cannot be reached, or broke off");
        }
    }

    /// <summary>The manager answered, but not with what was asked for.</summary>
    public KmsException Unreadable(string what) =>
        new(KmsError.Configuration, $"{manager} answered, but {what}", "No other source of the password was tried.");

    public void Dispose() => _client.Dispose();

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MaxAnswer + 1, pinned: true);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (length > MaxAnswer)
            {
                throw Unreadable($"with more than {MaxAnswer / 1024} KiB.");
            }

            var body = GC.AllocateUninitializedArray<byte>(length, pinned: true);
            buffer.AsSpan(0, length).CopyTo(body);
            return body;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private KmsException Refused(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new KmsException(
            KmsError.Configuration, $"{manager} denies access to the secret (HTTP {(int)status}).", "Check the credentials and their right to read this secret."),
        HttpStatusCode.NotFound => new KmsException(
            KmsError.Configuration, $"{manager} has no such secret (HTTP 404).", "Check its name, version and place."),
        >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests => Unreachable($"cannot answer at the moment (HTTP {(int)status})"),
        _ => new KmsException(
            KmsError.Configuration, $"{manager} does not give the secret (HTTP {(int)status}).", "Check the name of the secret and the settings."),
    };

    private KmsException Unreachable(string what) =>
        new(KmsError.Api, $"{manager} {what}.", "No other source of the password was tried. Check the address and the network, and try again.");
}
