using System.Net;
using System.Text.RegularExpressions;
using TatumKms.Cli.Parsing;
using TatumKms.Core;

namespace TatumKms.Cli.Hosting.Monitoring;

/// <summary>Where health and metrics are served: an address and a port, or a socket in the file system.</summary>
internal abstract partial record ListenAddress
{
    private const string SocketPrefix = "unix:";

    /// <summary>An address and a port; port 0 stands for any free one.</summary>
    public sealed record Tcp(IPEndPoint EndPoint) : ListenAddress;

    /// <summary>A Unix domain socket.</summary>
    public sealed record UnixSocket(string Path) : ListenAddress;

    /// <summary>Reads <c>127.0.0.1:9400</c>, <c>[::1]:9400</c> or <c>unix:/run/tatum-kms/health</c>.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="anywhere">Whether other machines may be answered, too.</param>
    /// <param name="name">The option or variable that it comes from.</param>
    /// <param name="resolve">Makes a path a full one.</param>
    /// <exception cref="KmsException">It is none of them, or not of this machine (<see cref="KmsError.Usage"/>).</exception>
    public static ListenAddress Parse(string text, bool anywhere, string name, Func<string, string> resolve)
    {
        if (text.StartsWith(SocketPrefix, StringComparison.Ordinal) && text.Length > SocketPrefix.Length && !OperatingSystem.IsWindows())
        {
            return new UnixSocket(resolve(text[SocketPrefix.Length..]));
        }

        if (!AddressAndPort().IsMatch(text) || !IPEndPoint.TryParse(text, out var endPoint))
        {
            throw UsageErrors.New($"{name} is not an address with a port.", "Write 127.0.0.1:9400, [::1]:9400 or unix:/path.");
        }

        return anywhere || IPAddress.IsLoopback(endPoint.Address)
            ? new Tcp(endPoint)
            : throw UsageErrors.New(
                $"{name} is an address that other machines can reach.",
                "Health and metrics are served without a password. Use 127.0.0.1, or add --listen-anywhere if your network keeps others out.");
    }

    [GeneratedRegex(@"^(\d{1,3}(\.\d{1,3}){3}|\[[0-9A-Fa-f:.]+\]):\d{1,5}\z")]
    private static partial Regex AddressAndPort();
}
