using TatumKms.Cli.Configuration;
using TatumKms.Cli.Help;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Help;

public class HelpTopicTests
{
    public static TheoryData<string> Names => [.. HelpTopics.All.Select(topic => topic.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_topic_fits_a_terminal_and_ends_with_a_page_that_exists(string name)
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("help", name);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var page = HelpTopics.Find(name)!.Document;
        Assert.EndsWith($"\nRead on\n  {page}\n", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(DocumentationTests.RepositoryRoot(), page)), page);
        HelpTests.AssertNarrow(HelpTopics.Of(HelpTopics.Find(name)!, new KmsOptions(), Cli.Terminal.Ink.None));
    }

    [Fact]
    public async Task Help_topics_lists_every_topic()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("help", "topics");

        Assert.All(HelpTopics.All, topic => Assert.Matches($"\n  {topic.Name} +{topic.Summary}\n", run.Output));
    }

    [Theory]
    [InlineData("daemon")]
    [InlineData("policy")]
    public async Task A_command_that_is_a_topic_too_shows_both_and_its_help_option_points_at_the_topic(string name)
    {
        using var machine = new TestMachine();

        var both = (await machine.RunAsync("help", name)).Output;
        var own = (await machine.RunAsync(name, "--help")).Output;

        Assert.Contains($"  tatum-kms {name} [options]\n", both, StringComparison.Ordinal);
        Assert.Contains("\nRead on\n", both, StringComparison.Ordinal);
        Assert.DoesNotContain("\nRead on\n", own, StringComparison.Ordinal);
        Assert.Contains($"tatum-kms help {name}", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_topic_exit_codes_has_each_code()
    {
        using var machine = new TestMachine();

        var text = HelpTests.OneLine((await machine.RunAsync("help", "exit-codes")).Output);

        Assert.All(ExitCodes.All, code => Assert.Contains($" {(int)code.Code} {code.Meaning} ", text, StringComparison.Ordinal));
        Assert.Contains(" 130 interrupted", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_topic_environment_has_each_variable_that_the_program_reads()
    {
        using var machine = new TestMachine();

        var text = (await machine.RunAsync("help", "environment")).Output;

        Assert.All(DocumentationTests.ReadVariables, name => Assert.True(text.Contains(name, StringComparison.Ordinal), $"{name} is missing in KnownVariables."));
        Assert.Equal(
            KnownVariables.OfManagers.SelectMany(row => row.Names).Order(),
            DocumentationTests.VariablesOf(typeof(SecretManagerVariables)).Order());
    }
}
