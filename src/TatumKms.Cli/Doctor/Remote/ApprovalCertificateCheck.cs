using System.Net.Sockets;
using System.Security.Authentication;

namespace TatumKms.Cli.Doctor.Remote;

/// <summary>Whether the daemon would trust the certificate of the second pair of eyes, and for how long.</summary>
internal sealed class ApprovalCertificateCheck(Func<ApprovalProbe?> find, TimeProvider time) : NetworkCheck("approval-certificate")
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public override async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        if (find() is not { } probe || probe.Url.Scheme != Uri.UriSchemeHttps || (!probe.Url.IsLoopback && !HttpClient.DefaultProxy.IsBypassed(probe.Url)))
        {
            return Finding.NotApplicable("There is no https server of a second pair of eyes to look at.");
        }

        try
        {
            return await probe.ConnectAsync(cancellationToken) is { } certificate
                ? Judge(certificate, probe.Url)
                : Finding.Problem("The second pair of eyes has shown no certificate.", null);
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            return Finding.NotApplicable("The second pair of eyes was not reached, so its certificate was not seen.");
        }
    }

    private Finding Judge(ServerCertificate certificate, Uri url)
    {
        var left = certificate.Expires - time.GetUtcNow();
        var look = $"openssl s_client -connect {ShellText.Quote($"{url.IdnHost}:{url.Port}")} -servername {ShellText.Quote(url.IdnHost)} < /dev/null | openssl x509 -noout -subject -issuer -dates";
        return left <= TimeSpan.Zero ? Finding.Problem($"The certificate of the second pair of eyes has expired on {certificate.Expires:yyyy-MM-dd}.", look)
            : certificate.Begins > time.GetUtcNow() ? Finding.Problem($"The certificate of the second pair of eyes is valid from {certificate.Begins:yyyy-MM-dd} on only; or this machine's clock is wrong.", look)
            : certificate.Objection is { } objection ? Finding.Problem($"The daemon would not take the certificate of the second pair of eyes: {objection}.", look)
            : left < Soon ? Finding.Warning($"The certificate of the second pair of eyes expires on {certificate.Expires:yyyy-MM-dd}, in {(int)left.TotalDays} days.", look)
            : Finding.Ok($"The certificate of the second pair of eyes is trusted and valid until {certificate.Expires:yyyy-MM-dd}.");
    }
}
