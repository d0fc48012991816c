using System.Net.Sockets;
using System.Security.Authentication;
using TatumKms.Cli.Configuration;
using TatumKms.Core;

namespace TatumKms.Cli.Doctor.Remote;

/// <summary>Whether the second pair of eyes can be reached. It is asked nothing.</summary>
internal sealed class ApprovalServerCheck(Func<ApprovalProbe?> find, KmsConfiguration configuration, bool allowHttp, bool hasPolicy) : NetworkCheck("approval-server")
{
    private const string Who = "The second pair of eyes";

    public override async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        if (find() is not { } probe)
        {
            return configuration.Network == Network.Testnet
                ? Finding.NotApplicable("No second pair of eyes was named; the test networks do not need one.")
                : hasPolicy ? Finding.NotApplicable("No second pair of eyes was named; the policy decides alone.")
                : Finding.Warning(
                    "No second pair of eyes was named here; on mainnet the daemon does not start without one or a policy.",
                    $"Give its URL with --externalUrl, or set {KmsConfiguration.ExternalUrlVariable}.");
        }

        var url = probe.Url;
        if (Reach.IsUnprotected(url) && !(allowHttp || configuration.AllowHttp))
        {
            return Finding.Problem($"{Who} is named with http on another machine: others could answer in its place.", "Write https:// in its URL.");
        }

        if (!url.IsLoopback && !HttpClient.DefaultProxy.IsBypassed(url))
        {
            return Finding.NotApplicable($"{Who} is asked through a proxy, which this check does not use.");
        }

        try
        {
            _ = await probe.ConnectAsync(cancellationToken);
            return Finding.Ok($"{Who} at {url.IdnHost}, port {url.Port}, takes connections. It was asked nothing.");
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            return Reach.Explain(Who, url, failure);
        }
    }
}
