using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests;

/// <summary>The decision records are numbered, of one form, and listed.</summary>
public sealed class DecisionTests
{
    private const string Folder = "docs/decisions/", Index = Folder + "README.md";

    private static IReadOnlyList<string> Records => [.. Documents.All.Where(page => page.StartsWith(Folder, StringComparison.Ordinal) && page != Index)];

    public static TheoryData<string> Pages => [.. Records];

    [Fact]
    public void Their_numbers_follow_each_other() =>
        Assert.Equal(Enumerable.Range(1, Records.Count).Select(number => $"{number:D4}"), Records.Select(page => page[Folder.Length..][..4]));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_says_context_decision_alternatives_and_consequences(string page) => Assert.Equal(
        ["## Context", "## Decision", "## Alternatives", "## Consequences"],
        Documents.Read(page).Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_is_listed_under_its_title(string page)
    {
        var title = Documents.Read(page).Split('\n')[0];

        Assert.StartsWith($"# {int.Parse(page[Folder.Length..][..4], System.Globalization.CultureInfo.InvariantCulture)}. ", title, StringComparison.Ordinal);
        Assert.Contains($"- [{title[2..]}]({page[Folder.Length..]})", Documents.Read(Index), StringComparison.Ordinal);
    }
}
