using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Help;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Commands;

/// <summary><c>man</c>: the manual page, made from the same texts as the help.</summary>
internal sealed class ManCommand : KmsCommand
{
    [SetsRequiredMembers]
    public ManCommand(Composition kms)
        : base(kms, "man", "Print the manual page; man -l shows it from a file.") =>
        Examples = ["man > tatum-kms.1"];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => options.Standing;

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        Kms.Terminal.WriteText(new ManualPage(Kms.Options, Parents.OfType<ProgramCommand>().Single()).ToString());
        return Task.FromResult(ExitCode.Done);
    }
}
