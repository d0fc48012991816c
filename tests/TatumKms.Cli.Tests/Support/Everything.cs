using TatumKms.Cli.Commands;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;

namespace TatumKms.Cli.Tests.Support;

/// <summary>Every command and every spelling of every option.</summary>
internal sealed class Everything : IDisposable
{
    private readonly Composition _composition;

    public Everything(TestMachine machine)
    {
        var options = new KmsOptions();
        _composition = new Composition(
            new Machine
            {
                Terminal = new StandardTerminal(Stream.Null, Stream.Null, TextWriter.Null, isTerminal: (false, false), controlling: null),
                Environment = machine.Environment,
                WorkingDirectory = machine.WorkingDirectory,
                TemporaryDirectory = machine.Temporary,
            },
            options);
        Known = options;
        Root = CommandTree.Create(_composition);
        Commands = [.. CommandTree.Flatten(Root)];
        Chains = [.. _composition.Chains.All.Select(chain => chain.Id.Code)];
        Options = [.. options.All.SelectMany(KmsOptions.Spellings)];
    }

    public KmsOptions Known { get; }

    public ProgramCommand Root { get; }

    public IReadOnlyList<KmsCommand> Commands { get; }

    public IReadOnlyList<string> Chains { get; }

    public IReadOnlyList<string> Options { get; }

    public void Dispose() => _composition.Dispose();
}
