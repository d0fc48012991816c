using System.Net.Sockets;
using System.Security.Authentication;
using TatumKms.Cli.Hosting;

namespace TatumKms.Cli.Doctor.Remote;

/// <summary>Why another machine was not reached, told apart so that the right thing gets mended.</summary>
internal static class Reach
{
    /// <summary>The finding for a failure.</summary>
    /// <param name="who">What was to be reached, as the beginning of a sentence.</param>
    /// <param name="url">Its address.</param>
    /// <param name="failure">What went wrong.</param>
    public static Finding Explain(string who, Uri url, Exception failure)
    {
        var (host, place) = (ShellText.Quote(url.IdnHost), ShellText.Quote($"{url.IdnHost}:{url.Port}"));
        foreach (var cause in Causes(failure))
        {
            switch (cause)
            {
                case AuthenticationException:
                    return Finding.Problem(
                        $"{who} was reached, but TLS with it failed: {VisibleText.Escape(cause.Message)}",
                        $"openssl s_client -connect {place} -servername {host} < /dev/null");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                    return Finding.Problem($"{who} was not found: the name {url.IdnHost} cannot be resolved.", $"getent hosts {host}");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return Finding.Problem($"{who} refuses connections: nobody listens at {url.IdnHost}, port {url.Port}.", $"nc -vz {host} {url.Port}");
                case SocketException { SocketErrorCode: SocketError.TimedOut } or OperationCanceledException or TimeoutException:
                    return Finding.Problem(
                        $"{who} did not answer within {Examination.Limit.TotalSeconds} seconds: it hangs, or something on the way swallows what is sent.",
                        $"nc -vz -w 10 {host} {url.Port}");
            }
        }

        return Finding.Problem($"{who} was not reached: {VisibleText.Escape(failure.Message)}", $"nc -vz {host} {url.Port}");
    }

    /// <summary>Whether what is sent there can be read and changed on its way.</summary>
    public static bool IsUnprotected(Uri url) => url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback;

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
