using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Hosting.Monitoring;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary><c>health</c>: the health check of a container that has neither a shell nor curl. Needs no password.</summary>
internal sealed class HealthCommand : KmsCommand
{
    [SetsRequiredMembers]
    public HealthCommand(Composition kms)
        : base(kms, "health", "Ask the running daemon whether it is live; no password is needed.") =>
        Examples = ["health --listen=127.0.0.1:9400", "health --listen=unix:/run/tatum-kms/health"];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Listen];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Kms.Configure(arguments);
        var text = arguments.GetValue(Kms.Options.Listen) ?? configuration.Listen ?? throw new KmsException(
            KmsError.Configuration,
            "It is not known where the daemon listens.",
            $"Give --listen, or set {KmsConfiguration.ListenVariable}, as for the daemon.");

        // Nothing listens here, so that an address for other machines needs no leave.
        var address = ListenAddress.Parse(text, anywhere: true, "--listen", configuration.Resolve);
        if (!await new HealthProbe(address, Kms.Machine.Time).IsLiveAsync(cancellationToken))
        {
            throw new KmsException(KmsError.Api, "The daemon answers, and is not live.", "Its log and /healthz say which chain stands still; a restart may help.");
        }

        Kms.Terminal.Say("The daemon is live.");
        return ExitCode.Done;
    }
}
