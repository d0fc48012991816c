using System.CommandLine;

namespace TatumKms.Cli.Commands;

/// <summary>The program itself: its commands in groups. A title before commands of the list begins a group.</summary>
internal sealed class ProgramCommand(string name, string description) : Command(name, description)
{
    private readonly List<GroupStart> _titles = [];

    /// <summary>The groups in their order, each with its commands.</summary>
    public IEnumerable<CommandGroup> Groups => _titles.Select((group, index) =>
    {
        var end = index + 1 < _titles.Count ? _titles[index + 1].Start : Subcommands.Count;
        return new CommandGroup(group.Title, [.. Subcommands.Take(end).Skip(group.Start).Cast<KmsCommand>()]);
    });

    /// <summary>Begins a group: the commands that are added from now on.</summary>
    public void Add(string title) => _titles.Add(new GroupStart(title, Subcommands.Count));

    private sealed record GroupStart(string Title, int Start);
}
