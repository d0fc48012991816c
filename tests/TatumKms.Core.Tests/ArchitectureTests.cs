using System.Xml.Linq;

namespace TatumKms.Core.Tests;

/// <summary>Reads the rule of docs/architecture.md aloud: which room may see which.</summary>
public sealed class ArchitectureTests
{
    private const int MaxLines = 400;

    private static readonly Dictionary<string, string[]> AllowedProjects = new(StringComparer.Ordinal)
    {
        ["TatumKms.Core"] = [],
        ["TatumKms.Cryptography"] = [],
        ["TatumKms.Chains"] = ["TatumKms.Core", "TatumKms.Cryptography"],
        ["TatumKms.Wallets"] = ["TatumKms.Core", "TatumKms.Cryptography"],
        ["TatumKms.Daemon"] = ["TatumKms.Core"],
        ["TatumKms.Sandbox"] = ["TatumKms.Core"],
        ["TatumKms.Secrets"] = ["TatumKms.Core"],
        ["TatumKms.Cli"] =
        [
            "TatumKms.Chains", "TatumKms.Core", "TatumKms.Cryptography", "TatumKms.Daemon", "TatumKms.Sandbox", "TatumKms.Secrets",
            "TatumKms.Wallets",
        ],
    };

    private static string Source => Path.Combine(RepositoryRoot(), "src");

    public static TheoryData<string> Projects => [.. Directory.EnumerateDirectories(Source).Select(folder => Path.GetFileName(folder))];

    [Fact]
    public void Every_room_has_its_rule() =>
        Assert.Equal(AllowedProjects.Keys.Order(), Projects.Select(row => row.Data).Order());

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_sees_only_the_rooms_that_it_may_see(string project) =>
        Assert.Empty(References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Except(AllowedProjects[project]));

    [Theory]
    [InlineData("TatumKms.Core")]
    [InlineData("TatumKms.Chains")]
    [InlineData("TatumKms.Wallets")]
    [InlineData("TatumKms.Sandbox")]
    public void These_rooms_need_no_package(string project) => Assert.Empty(References(project, "PackageReference"));

    [Fact]
    public void Only_one_room_knows_a_cryptography_package() => Assert.Equal(
        ["TatumKms.Cryptography"],
        AllowedProjects.Keys.Where(project => References(project, "PackageReference").Any(package => package.Contains("BouncyCastle", StringComparison.Ordinal))));

    [Fact]
    public void No_source_file_is_longer_than_400_lines() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(Source, file), Lines: File.ReadLines(file).Count())),
        file => file.Lines > MaxLines);

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Source, project, project + ".csproj")).Descendants(kind).Select(reference => (string)reference.Attribute("Include")!);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TatumKms.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("TatumKms.sln is nowhere above the test.");
        }

        return folder.FullName;
    }
}
