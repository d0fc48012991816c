using System.CommandLine;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary>A command: one class, one file. Its arguments are checked before anything is read, asked or written.</summary>
internal abstract class KmsCommand : Command
{
    protected KmsCommand(Composition composition, string name, string description)
        : base(name, description)
    {
        Kms = composition;
        SetAction(async (arguments, cancellationToken) => (int)await RunAsync(arguments, cancellationToken));
    }

    /// <summary>Command lines that show its use, without the name of the program.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>What it does, in so few words that lists can show it: its description up to the first semicolon.</summary>
    public string Summary => Description!.Split(';')[0].TrimEnd('.') + ".";

    /// <summary>Its name, behind that of the command that it is a part of.</summary>
    public string FullName => Parents.OfType<KmsCommand>().FirstOrDefault() is { } whole ? $"{whole.FullName} {Name}" : Name;

    /// <summary>Its own line of the help: the program, the command, its arguments.</summary>
    public string Usage => string.Join(' ', Arguments
        .Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? $"<{argument.Name}>" : $"[{argument.Name}]")
        .Prepend($"tatum-kms {FullName}"));

    protected Composition Kms { get; }

    /// <summary>The options that it may have.</summary>
    public virtual IEnumerable<Option> OptionsOf(KmsOptions options) => [.. options.Global, .. options.Standing];

    /// <summary>The chain that was asked for; what is to be known of it first goes to standard error.</summary>
    protected IChain ReadChain(ChainArgument argument, ParseResult arguments)
    {
        var chain = argument.Read(arguments, Kms.Chains);
        if (chain.Warning is { } warning)
        {
            Kms.Terminal.Say($"warning: {warning}");
        }

        return chain;
    }

    protected abstract Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken);
}
