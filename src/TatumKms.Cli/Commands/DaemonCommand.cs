using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Hosting;
using TatumKms.Cli.Hosting.Monitoring;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Commands;

/// <summary><c>daemon</c>: polls, has transactions approved, signs and delivers them.</summary>
internal sealed class DaemonCommand : KmsCommand
{
    [SetsRequiredMembers]
    public DaemonCommand(Composition kms)
        : base(kms, "daemon", "Sign and deliver what waits at the Tatum API; again and again, until it is stopped.") =>
        Examples =
        [
            "daemon --testnet --chain=BTC --period=10",
            "daemon --externalUrl=https://approve.internal/tx --log-format=json",
            "daemon --externalUrl=https://approve.internal/tx --policy=policy.json",
            "daemon --externalUrl=https://approve.internal/tx --listen=127.0.0.1:9400 --log-file=/var/log/tatum-kms/daemon.log",
            "daemon --testnet --runOnce --wallets=6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11",
        ];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), .. options.Daemon];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Kms.Configure(arguments);
        var given = DaemonArguments.Read(Kms.Options, arguments, Kms.Chains, configuration);
        given.RequireJudge(configuration.PolicyPath(given.Policy));
        using var approvalKey = configuration.ReadApprovalKey(given.ApprovalKeyFile);
        var options = SigningSetup.CreateOptions(given, configuration, approvalKey);
        var listen = ReadListen(given, configuration);
        var chains = Kms.CreateChains(configuration.Complete(given.Limits));
        using var store = await SigningSetup.UnlockAsync(Kms, configuration, cancellationToken);
        using var log = SigningSetup.OpenLog(Kms, given, configuration);
        using var stop = new StopSignals(cancellationToken);
        var host = new DaemonHost(chains, Kms.Machine.Time, store, options, log);
        if (given.RunOnce)
        {
            return RoundExitCode.Of(await host.RunOnceAsync(stop.Token));
        }

        using var manager = ServiceManager.Find(Kms.Machine.Environment);
        await host.RunAsync(new Surroundings(configuration.StorePath, listen, manager, MemorySafety.HasSwap(Kms.Machine.SwapsFile) == true), stop);
        return ExitCode.Done;
    }

    private static ListenAddress? ReadListen(DaemonArguments given, KmsConfiguration configuration) =>
        given.Listen is { } option ? ListenAddress.Parse(option, given.ListenAnywhere, "--listen", configuration.Resolve)
        : configuration.Listen is { } variable ? ListenAddress.Parse(variable, given.ListenAnywhere, KmsConfiguration.ListenVariable, configuration.Resolve)
        : null;
}
