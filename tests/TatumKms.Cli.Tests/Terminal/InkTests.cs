using TatumKms.Cli.Terminal;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Terminal;

public class InkTests
{
    [Theory]
    [InlineData("xterm-256color", null, true)]
    [InlineData("xterm", "", true)]
    [InlineData("xterm", "1", false)]
    [InlineData("xterm", "0", false)]
    [InlineData("dumb", null, false)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    public void Colours_are_for_terminals_that_have_them_and_people_who_want_them(string? term, string? noColor, bool allowed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no TERM.");

        Assert.Equal(allowed, Ink.IsAllowed(Environment(term, noColor)));
    }

    [Theory]
    [InlineData(true, "tatum-kms: \e[31merror:\e[0m Unsupported command")]
    [InlineData(false, "tatum-kms: error: Unsupported command")]
    public async Task An_error_is_red_at_a_terminal_and_plain_elsewhere(bool isTerminal, string beginning)
    {
        using var machine = Create(output: true, error: isTerminal);

        Assert.StartsWith(beginning, (await machine.RunAsync("frobnicate")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_yellow_at_a_terminal()
    {
        using var machine = Create(output: false, error: true);

        Assert.Contains("tatum-kms: \e[33mwarning:\e[0m ", (await machine.RunAsync("generatewallet", "BNB")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "\n\e[1mUsage\e[0m\n")]
    [InlineData(false, "\nUsage\n")]
    public async Task Headings_of_the_help_are_bold_at_a_terminal_and_plain_elsewhere(bool isTerminal, string heading)
    {
        using var machine = Create(output: isTerminal, error: true);

        Assert.Contains(heading, (await machine.RunAsync("--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_colours_no_output_has_an_escape()
    {
        using var machine = Create(output: true, error: true);
        machine.Environment["NO_COLOR"] = "1";

        foreach (var line in new[] { "--help", "help environment", "frobnicate", "checkconfig", "generatewallet BNB" })
        {
            var run = await machine.RunAsync(line.Split(' '));
            Assert.DoesNotContain("\e", run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    private static TestMachine Create(bool output, bool error)
    {
        var machine = new TestMachine { OutputIsTerminal = output, ErrorIsTerminal = error };
        machine.Environment["TERM"] = "xterm";
        machine.Environment["WT_SESSION"] = "1";
        return machine;
    }

    private static Dictionary<string, string> Environment(string? term, string? noColor)
    {
        var environment = new Dictionary<string, string>();
        if (term is not null)
        {
            environment["TERM"] = term;
        }

        if (noColor is not null)
        {
            environment["NO_COLOR"] = noColor;
        }

        return environment;
    }
}
