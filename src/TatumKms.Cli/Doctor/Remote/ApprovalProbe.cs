using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace TatumKms.Cli.Doctor.Remote;

/// <summary>The certificate of a server, and what the system thinks of it.</summary>
/// <param name="Expires">When it ends.</param>
/// <param name="Begins">When it begins.</param>
/// <param name="Objection">Why it is not trusted, or nothing.</param>
internal sealed record ServerCertificate(DateTimeOffset Begins, DateTimeOffset Expires, string? Objection);

/// <summary>
/// Connects with the second pair of eyes, once for several checks, and says nothing: a question would have to be about a
/// transaction. With https it shakes hands, to see the certificate.
/// </summary>
/// <param name="url">Its address.</param>
/// <param name="policy">What is trusted; the system's roots unless something is given.</param>
internal sealed class ApprovalProbe(Uri url, X509ChainPolicy? policy = null)
{
    private readonly Lock _lock = new();
    private Task<ServerCertificate?>? _certificate;

    /// <summary>Its address.</summary>
    public Uri Url => url;

    /// <summary>Its certificate, nothing with http; a failure is thrown, to each who asks.</summary>
    public Task<ServerCertificate?> ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _certificate ??= ShakeHandsAsync(cancellationToken);
        }
    }

    private async Task<ServerCertificate?> ShakeHandsAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.IdnHost, url.Port, cancellationToken);
        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        ServerCertificate? seen = null;
        await using var tls = new SslStream(client.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = url.IdnHost,
            CertificateChainPolicy = policy,

            // Nothing is sent to it: the certificate is to be looked at, whatever it is worth.
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => (seen = Describe(certificate, chain, errors)) is not null,
        };
        await tls.AuthenticateAsClientAsync(options, cancellationToken);
        return seen;
    }

    private static ServerCertificate? Describe(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is X509Certificate2 known
            ? new ServerCertificate(known.NotBefore.ToUniversalTime(), known.NotAfter.ToUniversalTime(), Objection(chain, errors))
            : null;

    private static string? Objection(X509Chain? chain, SslPolicyErrors errors) =>
        errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "it is made out to another name"
        : !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? null
        : $"this machine does not trust it ({string.Join(", ", (chain?.ChainStatus ?? []).Select(status => status.Status).Distinct())})";
}
