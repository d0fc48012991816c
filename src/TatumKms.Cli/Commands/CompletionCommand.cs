using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Help.Completion;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>completion</c>: the script with which a shell completes the program's commands, options and values.</summary>
internal sealed class CompletionCommand : KmsCommand
{
    [SetsRequiredMembers]
    public CompletionCommand(Composition kms)
        : base(kms, "completion", "Print what lets a shell complete commands and options; the script says how to install it.")
    {
        Shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        Add(Shell);
        Examples = ["completion bash", "completion zsh > _tatum-kms", "completion fish > ~/.config/fish/completions/tatum-kms.fish", "completion powershell"];
    }

    internal Argument<string> Shell { get; } = new("shell") { Description = "bash, zsh, fish or powershell." };

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => options.Standing;

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var shell = arguments.GetRequiredValue(Shell);
        var model = new CompletionModel(Parents.OfType<ProgramCommand>().Single(), Kms.Options, [.. Kms.Chains.All.Select(chain => chain.Id.Code)]);
        Kms.Terminal.WriteText(CompletionScripts.Find(shell, model) ?? throw UsageErrors.UnknownShell(shell, CompletionScripts.Shells));
        return Task.FromResult(ExitCode.Done);
    }
}
