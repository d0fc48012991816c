using System.Text.RegularExpressions;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests;

/// <summary>Whoever follows a link of the documentation arrives.</summary>
public sealed partial class DocumentationLinkTests
{
    public static TheoryData<string> Pages => [.. Documents.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_link_leads_to_a_file_and_to_a_heading_that_are_there(string page) => Assert.All(Links(page), link => Assert.True(Resolves(link), $"{page} links to {link.Path}#{link.Anchor}, which is not there."));

    [Fact]
    public void Each_page_can_be_reached_from_the_readme()
    {
        var (found, open) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(["README.md"]));
        while (open.TryDequeue(out var page))
        {
            if (found.Add(page))
            {
                foreach (var target in Links(page).Select(link => Directory.Exists(FullPath(link.Path)) ? $"{link.Path}/README.md" : link.Path).Where(Documents.All.Contains))
                {
                    open.Enqueue(target);
                }
            }
        }

        Assert.Equal(Documents.All, found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_heading_becomes_the_anchor_that_github_makes_of_it() => Assert.Contains("from-a-secret-manager", Documents.Anchors("docs/passwords.md"));

    /// <summary>The links of a page to other places of the repository.</summary>
    private static IEnumerable<(string Path, string Anchor)> Links(string page) => Targets().Matches(Documents.Prose(page))
        .Select(match => match.Groups[1].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
        .Select(target => target.Split('#', 2))
        .Select(parts => (Resolve(page, parts[0]), parts.Length > 1 ? parts[1] : ""));

    private static string Resolve(string page, string target) => target.Length == 0
        ? page
        : Path.GetRelativePath(Documents.Root, Path.GetFullPath(Path.Combine(Documents.Root, Path.GetDirectoryName(page)!, target))).Replace('\\', '/');

    private static bool Resolves((string Path, string Anchor) link) => link.Anchor.Length == 0
        ? Path.Exists(FullPath(link.Path))
        : Documents.All.Contains(link.Path) && Documents.Anchors(link.Path).Contains(link.Anchor);

    private static string FullPath(string path) => Path.Combine(Documents.Root, path);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Targets();
}
