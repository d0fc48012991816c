using System.Text.Json;
using System.Text.RegularExpressions;

namespace TatumKms.Packaging.Tests;

/// <summary>deploy/Dockerfile, by the rules that linters of such files have and by what a signer needs.</summary>
public sealed partial class DockerfileTests
{
    private static readonly IReadOnlyList<(string Word, string Text)> Instructions = Parse(Repository.Read("deploy", "Dockerfile"));

    private static IEnumerable<string> Of(string word) => Instructions.Where(instruction => instruction.Word == word).Select(instruction => instruction.Text);

    /// <summary>The instructions of the image that is run: those behind the last FROM.</summary>
    private static IEnumerable<(string Word, string Text)> Final => Instructions.Skip(Instructions.ToList().FindLastIndex(instruction => instruction.Word == "FROM"));

    [Fact]
    public void Each_base_image_names_a_patch_of_net() =>
        Assert.All(Of("FROM"), image => Assert.Matches(@"^mcr\.microsoft\.com/dotnet/[a-z]+:\d+\.\d+\.\d+-noble(-chiseled)?( AS [a-z]+)?$", image));

    [Fact]
    public void The_sdk_can_build_by_global_json()
    {
        using var global = JsonDocument.Parse(Repository.Read("global.json"));
        var wanted = Version.Parse(global.RootElement.GetProperty("sdk").GetProperty("version").GetString()!);
        var image = Version.Parse(VersionOfTag().Match(Of("FROM").First()).Value);

        Assert.Equal((wanted.Major, wanted.Minor), (image.Major, image.Minor));
        Assert.True(image >= wanted, $"{image} is older than {wanted}");
    }

    [Fact]
    public void The_image_has_no_shell_and_no_sdk() => Assert.EndsWith("-chiseled", Final.First().Text, StringComparison.Ordinal);

    [Fact]
    public void Nothing_runs_in_the_image_itself() => Assert.DoesNotContain(Final, instruction => instruction.Word == "RUN");

    [Fact]
    public void The_user_is_a_number_that_is_not_roots()
    {
        var user = Final.Last(instruction => instruction.Word == "USER").Text;

        Assert.Matches(@"^[1-9]\d*:[1-9]\d*$", user);
    }

    [Fact]
    public void The_program_belongs_to_root_so_that_its_user_cannot_change_it() => Assert.All(
        Final.Where(instruction => instruction.Word == "COPY" && !instruction.Text.EndsWith("/var/lib/tatum-kms", StringComparison.Ordinal)),
        instruction => Assert.Contains("--chown=0:0", instruction.Text, StringComparison.Ordinal));

    [Theory]
    [InlineData("ENTRYPOINT")]
    [InlineData("CMD")]
    [InlineData("VOLUME")]
    public void Lists_are_json_so_that_no_shell_is_needed(string word) =>
        Assert.All(Of(word), list => Assert.NotEmpty(JsonSerializer.Deserialize<string[]>(list)!));

    [Fact]
    public void The_health_check_is_the_programs_own_and_needs_no_shell()
    {
        var check = Assert.Single(Of("HEALTHCHECK"));
        var command = JsonSerializer.Deserialize<string[]>(check[check.IndexOf('[', StringComparison.Ordinal)..])!;
        var entry = JsonSerializer.Deserialize<string[]>(Assert.Single(Of("ENTRYPOINT")))!;

        Assert.Equal([.. entry, "health"], command);
        Assert.All(["--interval=", "--timeout=", "--retries="], option => Assert.Contains(option, check, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_fetched_by_add() => Assert.Empty(Of("ADD"));

    [Fact]
    public void What_is_copied_from_the_repository_is_there_and_not_ignored()
    {
        var allowed = Repository.Read("deploy", "Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        var sources = Of("COPY").Where(copy => !copy.Contains("--from=", StringComparison.Ordinal)).SelectMany(copy => copy.Split(' ')[..^1]).ToList();

        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.True(Path.Exists(Repository.PathOf(source)), source));
        Assert.All(sources, source => Assert.Contains(source.TrimEnd('/'), allowed));
        Assert.Equal(sources.Select(source => source.TrimEnd('/')).Order(), allowed.Order());
    }

    [Fact]
    public void Packages_leave_no_lists_behind() => Assert.All(Of("RUN").Where(run => run.Contains("apt-get", StringComparison.Ordinal)), run =>
    {
        Assert.Contains("apt-get update", run, StringComparison.Ordinal);
        Assert.Contains("--no-install-recommends", run, StringComparison.Ordinal);
        Assert.Contains("rm -rf /var/lib/apt/lists/*", run, StringComparison.Ordinal);
    });

    [Fact]
    public void No_secret_is_in_a_layer()
    {
        var names = Of("ENV").Concat(Of("ARG")).SelectMany(rest => Names().Matches(rest).Select(match => match.Value));

        Assert.DoesNotContain(names, name => Secret().IsMatch(name));
    }

    [Fact]
    public void The_library_is_put_where_the_program_looks_for_it()
    {
        var names = Repository.Read("src", "TatumKms.Cryptography", "Curves", "LibSecp256k1Functions.cs");
        var copied = Assert.Single(Final, instruction => instruction.Text.Contains("libsecp256k1", StringComparison.Ordinal)).Text.Split('/')[^1];

        Assert.Contains($"\"{copied}\"", names, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_of_work_are_full_ones() => Assert.All(Of("WORKDIR"), path => Assert.StartsWith("/", path, StringComparison.Ordinal));

    private static IReadOnlyList<(string Word, string Text)> Parse(string text)
    {
        var lines = text.Split('\n').Where(line => !line.TrimStart().StartsWith('#') && line.Length > 0);
        var joined = string.Join('\n', lines).Replace("\\\n", " ", StringComparison.Ordinal);
        return [.. joined.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (line.Split(' ')[0], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim()))];
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex VersionOfTag();

    [GeneratedRegex(@"\b[A-Za-z_]+(?==)")]
    private static partial Regex Names();

    [GeneratedRegex("PASSWORD|SECRET|TOKEN|KEY", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
