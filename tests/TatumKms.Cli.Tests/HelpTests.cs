using TatumKms.Cli.Commands;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests;

public class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("")]
    [InlineData("--testnet")]
    [InlineData("--nonsense --help")]
    public async Task The_help_lists_every_command_option_and_exit_code(string line)
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);

        var run = await machine.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(everything.Commands, command => Assert.Contains($"\n  {command.Usage["tatum-kms ".Length..]} ", run.Output, StringComparison.Ordinal));
        Assert.All(everything.Options, option => Assert.Contains(option, run.Output, StringComparison.Ordinal));
        Assert.All(ExitCodes.All, code => Assert.Contains($"\n  {(int)code.Code,-4}{code.Meaning}\n", run.Output, StringComparison.Ordinal));
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
            Assert.All(command.OptionsOf(options), option => Assert.Contains(option.Description!, run.Output, StringComparison.Ordinal));
            Assert.All(command.Examples, example => Assert.StartsWith(command.FullName, example, StringComparison.Ordinal));
        }
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
    public async Task The_version_is_that_of_the_program()
    {
        using var machine = new TestMachine();

        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9a-z.]+)?\n$", (await machine.RunAsync("--version")).Output);
    }
}
