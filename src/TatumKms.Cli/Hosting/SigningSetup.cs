using Serilog.Extensions.Logging;
using TatumKms.Cli.Commands;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Core;
using TatumKms.Daemon;
using TatumKms.Wallets;

namespace TatumKms.Cli.Hosting;

/// <summary>What every command that signs sets up: the options of the daemon, the opened store, the log.</summary>
internal static class SigningSetup
{
    /// <summary>What options and environment say, checked.</summary>
    /// <exception cref="KmsException">Something is missing or cannot be used (<see cref="DaemonOptions.Validate"/>).</exception>
    public static DaemonOptions CreateOptions(DaemonArguments given, KmsConfiguration configuration, SecretBytes? approvalKey)
    {
        var options = new DaemonOptions
        {
            Network = given.Network,
            Chains = given.Chains,
            ApiUrl = configuration.ApiUrl,
            ApiKey = configuration.RequiredApiKey,
            JournalPath = configuration.JournalPath,
            ClientVersion = ProductVersion.Protocol,
            ProgramVersion = ProductVersion.Current,
            NodeUrls = configuration.NodeUrls(given.Chains),
            ExternalUrl = given.ExternalUrl,
            ExternalUrlMethod = given.ExternalUrlMethod,
            AllowHttp = given.AllowHttp || configuration.AllowHttp,
            ApprovalKey = approvalKey,
            PolicyPath = configuration.PolicyPath(given.Policy),
            AllowOpaque = given.AllowOpaque ?? configuration.AllowOpaque,
            Wallets = given.Wallets,
            TransactionIds = given.TransactionIds,
            IgnorePauses = given.RunOnce || given.TransactionIds is not null,
        };
        options = given.Period is { } period ? options with { Period = period } : options;
        options.Validate();
        return options;
    }

    /// <summary>The store, its password proven.</summary>
    /// <exception cref="KmsException">There is none, or it cannot be opened.</exception>
    public static async Task<WalletStore> UnlockAsync(Composition kms, KmsConfiguration configuration, CancellationToken cancellationToken)
    {
        if (!WalletStore.DescribeFile(configuration.StorePath).Exists)
        {
            throw StoredWallets.NoFile(configuration.StorePath);
        }

        var store = kms.OpenStore(configuration);
        try
        {
            await store.UnlockAsync(cancellationToken);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The log, as options want it.</summary>
    public static SerilogLoggerProvider OpenLog(Composition kms, DaemonArguments given, KmsConfiguration configuration) => DaemonLog.Create(
        kms.Terminal.Error, new LogSettings(given.LogAsJson, given.LogLevel, given.LogFile is { } file ? configuration.Resolve(file) : null));
}
