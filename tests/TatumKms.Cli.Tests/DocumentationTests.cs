using System.Text.RegularExpressions;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests;

/// <summary>docs/commands.md and the program, compared both ways.</summary>
public partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "commands.md"));

    [Fact]
    public void The_page_has_each_command_with_its_arguments_and_no_other()
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);

        Assert.Equal(
            everything.Commands.Select(command => command.Usage["tatum-kms ".Length..]).Order(),
            CommandsOfPage().Matches(Page).Select(match => match.Groups[1].Value).Append("daemon").Order());
        Assert.Contains("\n`daemon` asks", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_each_spelling_of_each_option_and_no_other()
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);

        Assert.Equal(
            everything.Options.Order().Distinct(),
            OptionsOfPage().Matches(Page).Select(match => match.Groups[1].Value).Order().Distinct());
    }

    [Fact]
    public void The_page_has_each_environment_variable_and_no_other()
    {
        var rows = RowsOfVariables().Matches(Page).Select(match => match.Value);

        Assert.Equal(
            ReadVariables.Concat(["HOME", "DOTNET_EnableDiagnostics", "NO_COLOR"]).Order(),
            rows.SelectMany(row => VariablesOfRow().Matches(row)).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public void The_page_has_each_exit_code_with_the_meaning_of_the_help_and_no_other()
    {
        var codes = CodesOfPage().Matches(Page);

        Assert.Equal(
            ExitCodes.All.Select(code => $"{(int)code.Code}").Append($"{KmsApplication.Interrupted}"),
            codes.Select(match => match.Groups[1].Value));
        Assert.All(
            ExitCodes.All.Zip(codes),
            pair => Assert.StartsWith(pair.First.Meaning, pair.Second.Groups[2].Value.Replace("`", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal(Enum.GetValues<ExitCode>(), ExitCodes.All.Select(code => code.Code));
    }

    /// <summary>The environment variables that the program reads by itself.</summary>
    internal static IEnumerable<string> ReadVariables => new[] { typeof(KmsConfiguration), typeof(SecretManagerVariables), typeof(Limits) }.SelectMany(VariablesOf);

    internal static IEnumerable<string> VariablesOf(Type type) => type.GetFields()
        .Where(field => field.IsLiteral && field.Name.EndsWith("Variable", StringComparison.Ordinal))
        .Select(field => (string)field.GetRawConstantValue()!);

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TatumKms.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"(?m)^\| `([a-z]+(?: [a-z]+)?(?: [<\[]\w+[>\]])*)` \|")]
    private static partial Regex CommandsOfPage();

    [GeneratedRegex(@"(?<![\w-])(--?[a-zA-Z][a-zA-Z-]*)")]
    private static partial Regex OptionsOfPage();

    [GeneratedRegex(@"(?m)^\| `[A-Z]\w+(?:<CHAIN>)?`[^|]*\|")]
    private static partial Regex RowsOfVariables();

    [GeneratedRegex(@"`([A-Z]\w+)(?:<CHAIN>)?`")]
    private static partial Regex VariablesOfRow();

    [GeneratedRegex(@"(?m)^\| (\d+) \| (.*) \|$")]
    private static partial Regex CodesOfPage();
}
