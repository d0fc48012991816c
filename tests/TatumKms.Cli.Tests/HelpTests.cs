using System.Text.RegularExpressions;
using TatumKms.Cli.Commands;
using TatumKms.Cli.Help;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests;

public partial class HelpTests
{
    private const int MostLines = 66;

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("--testnet")]
    [InlineData("--nonsense --help")]
    public async Task The_help_lists_every_command_in_a_group_and_every_topic_and_fits_a_screen(string line)
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);

        var run = await machine.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(everything.Commands.Where(command => command.FullName == command.Name), command => Assert.Matches($"\n  {command.Name}\\s+{Regex.Escape(command.Summary[..10])}", run.Output));
        Assert.All(HelpTopics.All, topic => Assert.Contains(topic.Name, run.Output, StringComparison.Ordinal));
        Assert.InRange(run.Output.Split('\n').Length, 20, MostLines);
        AssertNarrow(run.Output);
    }

    [Fact]
    public void Every_command_is_in_one_group()
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);

        Assert.Equal(
            everything.Commands.Where(command => command.FullName == command.Name).Select(command => command.Name),
            everything.Root.Groups.SelectMany(group => group.Commands).Select(command => command.Name));
        Assert.All(everything.Root.Groups, group => Assert.NotEmpty(group.Commands));
    }

    [Fact]
    public async Task The_help_of_each_command_shows_usage_arguments_options_and_examples_that_are_right()
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);
        var options = new KmsOptions();
        foreach (var command in everything.Commands)
        {
            var run = await machine.RunAsync([.. command.FullName.Split(' '), "--help"]);

            Assert.Equal(0, run.ExitCode);
            Assert.Contains($"  {command.Usage} [options]\n", run.Output, StringComparison.Ordinal);
            Assert.All(command.Arguments, argument => Assert.Contains($"\n  {argument.Name} ", run.Output, StringComparison.Ordinal));
            Assert.All(command.OptionsOf(options), option => Assert.Contains($"\n  {HelpWriter.Form(option)}", run.Output, StringComparison.Ordinal));
            Assert.All(command.OptionsOf(options), option => Assert.Contains(option.Description!, OneLine(run.Output), StringComparison.Ordinal));
            Assert.All(command.Subcommands, part => Assert.Contains($"\n  {command.FullName} {part.Name}", run.Output, StringComparison.Ordinal));
            Assert.All(command.Examples, example => Assert.Contains($"\n  tatum-kms {example}\n", run.Output, StringComparison.Ordinal));
            Assert.All(command.Examples, example => Assert.StartsWith(command.FullName, example, StringComparison.Ordinal));
            AssertNarrow(run.Output[..run.Output.IndexOf("\nExamples\n", StringComparison.Ordinal)]);
        }
    }

    [Fact]
    public void Every_command_has_an_example_and_one_with_arguments_has_two()
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);

        Assert.All(everything.Commands, command => Assert.True(command.Examples.Count >= (command.Arguments.Count > 0 ? 2 : 1), command.FullName));
    }

    [Fact]
    public async Task Every_example_is_a_right_command_line()
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        foreach (var example in everything.Commands.Where(command => command is not DemoCommand).SelectMany(command => command.Examples))
        {
            var run = await machine.RunAsync(example.Split(" <")[0].Split(" >")[0].Split(' '));

            Assert.True(run.ExitCode != (int)ExitCode.Usage, $"{example}: {run.Error}");
        }
    }

    [Fact]
    public async Task Help_of_a_command_is_what_its_help_option_shows()
    {
        using var machine = new TestMachine();

        Assert.Equal((await machine.RunAsync("backup", "verify", "--help")).Output, (await machine.RunAsync("help", "backup", "verify")).Output);
        Assert.Equal((await machine.RunAsync("--help")).Output, (await machine.RunAsync("help")).Output);
    }

    [Fact]
    public async Task The_version_stands_alone_in_the_first_line_and_what_it_was_built_from_in_the_second()
    {
        using var machine = new TestMachine();

        Assert.Matches(
            "^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9a-z.]+)?\n(commit [0-9a-f]{7}, )?\\.NET 10\\.[^,]+, [a-z]+[^,]*-[a-z0-9]+\n$",
            (await machine.RunAsync("--version")).Output);
    }

    [Fact]
    public void A_build_without_git_knows_no_commit()
    {
        Assert.Null(ProductVersion.Commit(["0.1.0"]));
        Assert.Equal("commit f3ebb16", ProductVersion.Commit(["0.1.0", "f3ebb16bd52d7d84a2b2d2f1a9a9b6c3f3ebb16b"]));
    }

    internal static void AssertNarrow(string text) => Assert.All(text.Split('\n'), line => Assert.True(line.Length <= HelpWriter.Width, line));

    internal static string OneLine(string text) => Blanks().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
