using TatumKms.Cli.Configuration;
using TatumKms.Daemon.Inspection;

namespace TatumKms.Cli.Pending;

/// <summary>The way to what waits at the API.</summary>
internal static class PendingApi
{
    /// <exception cref="Core.KmsException">API key or URL is missing or unusable (<see cref="Core.KmsError.Configuration"/>).</exception>
    public static PendingTransactions Connect(Composition kms, KmsConfiguration configuration, bool allowHttp) => PendingTransactions.Connect(
        new ApiAccess
        {
            Url = configuration.ApiUrl,
            ApiKey = configuration.RequiredApiKey,
            ClientVersion = ProductVersion.Protocol,
            AllowHttp = allowHttp || configuration.AllowHttp,
        },
        kms.Machine.Time);
}
