using System.Text.RegularExpressions;

namespace TatumKms.Cli.Tests.Support;

/// <summary>The pages of this repository that users read.</summary>
internal static partial class Documents
{
    public static string Root { get; } = FindRoot();

    /// <summary>All pages, by their paths from the root.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    /// <summary>The lines of a page that are code: in fences, or indented after an empty line.</summary>
    public static IEnumerable<string> CodeLines(string page)
    {
        var (fenced, indented, previous) = (false, false, "");
        foreach (var line in Read(page).Split('\n'))
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            indented = !fenced && line.StartsWith("    ", StringComparison.Ordinal) && (indented || previous.Length == 0 || previous[0] == '#');
            if (!isFence && (fenced || indented))
            {
                yield return line.Trim();
            }

            fenced ^= isFence;
            previous = line;
        }
    }

    /// <summary>What stands between single backticks outside of code blocks.</summary>
    public static IEnumerable<string> InlineCode(string page) => Inline().Matches(WithoutFences(page)).Select(match => match.Groups[1].Value);

    /// <summary>A page without its fenced blocks.</summary>
    public static string WithoutFences(string page) => Fences().Replace(Read(page), "");

    /// <summary>A page without any code, so that what looks like a link is one.</summary>
    public static string Prose(string page) => Inline().Replace(IndentedLines().Replace(WithoutFences(page), ""), "");

    /// <summary>The anchors of a page: its headings as GitHub names them.</summary>
    public static IReadOnlySet<string> Anchors(string page)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in Headings().Matches(WithoutFences(page)).Select(match => match.Groups[1].Value))
        {
            var slug = NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');
            var name = slug;
            for (var i = 1; !anchors.Add(name); i++)
            {
                name = $"{slug}-{i}";
            }
        }

        return anchors;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TatumKms.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"(?ms)^[ ]*```.*?^[ ]*```[^\n]*$")]
    private static partial Regex Fences();

    [GeneratedRegex(@"(?m)^ {4,}.*$")]
    private static partial Regex IndentedLines();

    [GeneratedRegex(@"(?<!`)`([^`\n]+)`(?!`)")]
    private static partial Regex Inline();

    [GeneratedRegex(@"(?m)^#{1,6} (.+?)\s*$")]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex NotInAnchors();
}
