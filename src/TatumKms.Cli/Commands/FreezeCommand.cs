using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Daemon.Policy;

namespace TatumKms.Cli.Commands;

/// <summary><c>freeze</c>: stops all signing with the keys of a wallet file, now and until <c>unfreeze</c>. Needs no password.</summary>
internal sealed class FreezeCommand : KmsCommand
{
    [SetsRequiredMembers]
    public FreezeCommand(Composition kms)
        : base(kms, "freeze", "Stop all signing until 'unfreeze'; no password is needed.") =>
        Examples = ["freeze", "freeze --reason=theft --path=/srv/kms/wallet.dat"];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Reason];

    /// <summary>The switch of the daemons that use a wallet file: beside its journal.</summary>
    internal static FreezeSwitch SwitchOf(KmsConfiguration configuration) => new(Path.GetDirectoryName(Path.GetFullPath(configuration.StorePath))!);

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var reason = arguments.GetValue(Kms.Options.Reason);
        if (reason is not null && (reason.Length > FreezeSwitch.MaxReason || reason.Any(char.IsControl)))
        {
            throw UsageErrors.New($"The reason is longer than {FreezeSwitch.MaxReason} characters, or it has characters that cannot be seen.");
        }

        var freeze = SwitchOf(Kms.Configure(arguments));
        var isNew = freeze.Freeze(reason, Kms.Machine.Time.GetUtcNow());
        Kms.Terminal.Say(isNew
            ? $"Signing is frozen by {freeze.FilePath}. 'tatum-kms unfreeze' ends that."
            : $"Signing was frozen before by {freeze.FilePath}; it stays so.");
        return Task.FromResult(ExitCode.Done);
    }
}
