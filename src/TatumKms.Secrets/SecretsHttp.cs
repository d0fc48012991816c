using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Unicode;
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
    internal const int MaxAnswer = 256 * 1024;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);
    private readonly HttpClient _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Says in the manager's own terms why it refused, or nothing; the body is never to be quoted.</summary>
    public delegate KmsException? Explain(HttpStatusCode status, ReadOnlySpan<byte> body);

    /// <summary>The handler of those who have no other: redirects and cookies are not followed, proxies of the environment are.</summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ActivityHeadersPropagator = null,
    };

    /// <summary>Sends a request and gives the body of an answer of 200 to 299; the caller zeroes it.</summary>
    /// <param name="request">The question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="explain">Is asked first what an answer other than 200 to 299 means.</param>
    /// <exception cref="KmsException">
    /// It cannot be reached or is not itself (<see cref="KmsError.Api"/>), or it does not give the secret (<see cref="KmsError.Configuration"/>).
    /// </exception>
    public async Task<byte[]> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken, Explain? explain = null)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await ReadAsync(answer.Content, either.Token);
            return answer.IsSuccessStatusCode ? body : throw Refused(answer.StatusCode, body, explain);
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

    /// <summary>The manager does not let these credentials read the secret.</summary>
    /// <param name="code">What it calls that: a constant, not what it wrote.</param>
    public KmsException Denied(string code) => new(
        KmsError.Configuration, $"{manager} denies access to the secret ({code}).", "Check the credentials and their right to read this secret.");

    /// <summary>The manager has no such secret.</summary>
    /// <param name="code">What it calls that: a constant, not what it wrote.</param>
    public KmsException Missing(string code) =>
        new(KmsError.Configuration, $"{manager} has no such secret ({code}).", "Check its name, version and place.");

    /// <summary>The manager has too much to do, or a problem of its own.</summary>
    /// <param name="code">What it calls that: a constant, not what it wrote.</param>
    public KmsException Unavailable(string code) => Unreachable($"cannot answer at the moment ({code})");

    /// <summary>The password in a secret's value: all of it, or a member of the JSON that it is; one newline at its end is cut off.</summary>
    /// <param name="value">The value; the caller zeroes it.</param>
    /// <param name="member">The member's name, or nothing for the whole value.</param>
    /// <exception cref="KmsException">There is none, or it is no text (<see cref="KmsError.Configuration"/>).</exception>
    public SecretBytes ToPassword(ReadOnlySpan<byte> value, string? member)
    {
        if (member is null)
        {
            return ToPassword(value);
        }

        using var text = SecretText.Find(value, member)
            ?? throw Unreadable($"the secret is not a JSON object with a text in its member '{member}'.");
        return ToPassword(text.Span);
    }

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

    private SecretBytes ToPassword(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            throw Unreadable("the secret is not a text in UTF-8.");
        }

        var password = SecretText.WithoutNewline(text);
        return password.Length > 0 ? new SecretBytes(password) : throw Unreadable("the password in it is empty.");
    }

    private KmsException Refused(HttpStatusCode status, byte[] body, Explain? explain)
    {
        try
        {
            return explain?.Invoke(status, body) ?? Refused(status, $"HTTP {(int)status}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    private KmsException Refused(HttpStatusCode status, string code) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Denied(code),
        HttpStatusCode.NotFound => Missing(code),
        >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests => Unavailable(code),
        _ => new KmsException(
            KmsError.Configuration, $"{manager} does not give the secret ({code}).", "Check the name of the secret and the settings."),
    };

    private KmsException Unreachable(string what) =>
        new(KmsError.Api, $"{manager} {what}.", "No other source of the password was tried. Check the address and the network, and try again.");
}
