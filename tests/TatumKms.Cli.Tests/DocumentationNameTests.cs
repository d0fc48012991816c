using System.Text.RegularExpressions;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Tests.Support;
using TatumKms.Core;

namespace TatumKms.Cli.Tests;

/// <summary>
/// What any page names exists: options, variables, errors, exit codes, metrics. That commands.md has all of them and no other is
/// <see cref="DocumentationTests"/>' business, so other pages are held to it.
/// </summary>
public sealed partial class DocumentationNameTests
{
    /// <summary>Pages about the options of other programs, too.</summary>
    private static readonly string[] OfOtherPrograms = ["docs/install.md", "docs/dependencies.md", "CONTRIBUTING.md"];

    /// <summary>Variables that the migration guide names because the original reads them and this program does not.</summary>
    private static readonly string[] OfTheOriginalAlone = ["TATUM_RETRIES", "TATUM_RETRY_DELAY", "TATUM_KMS_DEBUG_MODE"];

    /// <summary>With which the original ends for a command that it does not know.</summary>
    private const string OriginalUsage = "255";

    public static TheoryData<string> Pages => [.. Documents.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_option_that_a_page_names_exists(string page)
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);

        var named = OfOtherPrograms.Contains(page) ? [] : Documents.InlineCode(page).Select(code => Option().Match(code)).Where(match => match.Success).Select(match => match.Groups[1].Value);

        Assert.Empty(named.Except(everything.Options));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_variable_of_ours_that_a_page_names_is_read(string page)
    {
        var read = RowsOfVariables().Matches(Documents.Read("docs/commands.md")).SelectMany(row => Variables().Matches(row.Value)).Select(match => match.Value)
            .Concat(page == "docs/migration.md" ? OfTheOriginalAlone : []);

        // One for each chain that asks a node: its code ends the name.
        var named = Variables().Matches(Documents.Read(page)).Select(match => match.Value).Where(name => !name.StartsWith(KmsConfiguration.NodeUrlVariable, StringComparison.Ordinal));

        Assert.Empty(named.Except(read));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_exit_code_that_a_page_names_exists(string page) => Assert.Empty(
        Codes().Matches(Documents.Read(page)).Select(match => match.Groups[1].Value)
            .Except(ExitCodes.All.Select(code => $"{(int)code.Code}"))
            .Except([$"{KmsApplication.Interrupted}", page == "docs/migration.md" ? OriginalUsage : ""]));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_metric_that_a_page_names_is_one_of_those_on_its_own_page(string page) => Assert.Empty(
        Metrics().Matches(Documents.Read(page)).Select(match => match.Value).Except(MetricRows().Matches(Documents.Read("docs/metrics.md")).Select(match => match.Groups[1].Value)));

    [Fact]
    public void The_library_page_has_each_kind_of_error_with_its_exit_code_and_no_other() => Assert.Equal(
        Enum.GetValues<KmsError>().Select(error => ($"{error}", $"{(int)ExitCodes.Of(error)}")),
        Errors().Matches(Documents.Read("docs/library.md")).Select(match => (match.Groups[1].Value, match.Groups[2].Value)));

    [Fact]
    public void Each_kind_of_error_has_an_exit_code_of_its_own() =>
        Assert.Equal(Enum.GetValues<KmsError>().Length, Enum.GetValues<KmsError>().Select(ExitCodes.Of).Except([ExitCode.Unexpected]).Distinct().Count());

    [Fact]
    public void The_library_page_shows_the_sample_as_it_is() =>
        Assert.Contains(File.ReadAllText(Path.Combine(Documents.Root, "samples", "OfflineSigning", "Program.cs")).ReplaceLineEndings("\n"), Documents.Read("docs/library.md"), StringComparison.Ordinal);

    [GeneratedRegex(@"^(--[a-zA-Z][a-zA-Z-]*)")]
    private static partial Regex Option();

    [GeneratedRegex(@"\bTATUM_[A-Z_]+[A-Z_]")]
    private static partial Regex Variables();

    [GeneratedRegex(@"(?m)^\| `[A-Z]\w+(?:<CHAIN>)?`[^|]*\|")]
    private static partial Regex RowsOfVariables();

    [GeneratedRegex(@"exit code (\d+)")]
    private static partial Regex Codes();

    [GeneratedRegex(@"\btatumkms_\w+")]
    private static partial Regex Metrics();

    [GeneratedRegex(@"(?m)^\| `(tatumkms_\w+)` \|")]
    private static partial Regex MetricRows();

    [GeneratedRegex(@"(?m)^\| `KmsError\.(\w+)` \| [^|]* \| (\d+) \|$")]
    private static partial Regex Errors();
}
