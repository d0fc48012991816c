using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text.Json;

namespace TatumKms.Packaging.Tests;

/// <summary>
/// What deploy/release.sh made in the folder that TATUM_KMS_RELEASE names: it is whole, and it runs. Without the folder these tests
/// are skipped, with TATUM_KMS_REQUIRE_TOOLS=1 they fail.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class ReleaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tatum-kms-release-");

    [Fact]
    public async Task The_sums_are_those_of_all_files()
    {
        var release = Release();
        var names = File.ReadLines(Path.Combine(release, "SHA256SUMS")).Select(line => line[66..]);

        var (exitCode, _, error) = await Programs.RunAsync(release, "sha256sum", "--check", "--strict", "SHA256SUMS");

        Assert.True(exitCode == 0, error);
        Assert.Equal(Directory.EnumerateFiles(release).Select(file => Path.GetFileName(file)).Where(name => name != "SHA256SUMS").Order(), names.Order());
    }

    [Fact]
    public async Task The_single_executable_runs_without_a_runtime()
    {
        var archive = Single("tatum-kms-*-linux-x64.tar.gz");
        await using (var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(gzip, _folder.FullName, overwriteFiles: false, TestContext.Current.CancellationToken);
        }

        var inside = _folder.EnumerateDirectories().Single();
        var (exitCode, output, error) = await Programs.RunAsync(_folder.FullName, "env", "-i", $"HOME={_folder.FullName}", Path.Combine(inside.FullName, "tatum-kms"), "--version");

        Assert.True(exitCode == 0, error);
        Assert.Equal($"tatum-kms-{output.Split('\n')[0]}-linux-x64", inside.Name);
        Assert.Equal(["LICENSE", "README.md", "tatum-kms", "tatum-kms.service"], inside.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_tool_installs_from_a_folder_and_keeps_keys()
    {
        var release = Release();
        var tools = Path.Combine(_folder.FullName, "tools");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="release" value="{release}" /></packageSources></configuration>""",
            TestContext.Current.CancellationToken);

        var install = await Programs.RunAsync(_folder.FullName, "dotnet", "tool", "install", "tatum-kms", "--tool-path", tools);
        Assert.True(install.ExitCode == 0, install.Output + install.Error);
        var run = await Programs.RunAsync(_folder.FullName, "env", "TATUM_KMS_PASSWORD=correct horse battery", Path.Combine(tools, "tatum-kms"), "generatemanagedwallet", "BTC", "--testnet");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("signatureId", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_of_components_has_what_cyclonedx_requires()
    {
        using var document = Components();
        var root = document.RootElement;

        Assert.Equal(("CycloneDX", "1.6", 1), (root.GetProperty("bomFormat").GetString(), root.GetProperty("specVersion").GetString(), root.GetProperty("version").GetInt32()));
        Assert.Equal("application", root.GetProperty("metadata").GetProperty("component").GetProperty("type").GetString());
        Assert.All(root.GetProperty("components").EnumerateArray(), component =>
        {
            Assert.Equal("library", component.GetProperty("type").GetString());
            Assert.Matches(@"^pkg:nuget/[^@/]+@\d+(\.\d+){1,3}$", component.GetProperty("purl").GetString());
            Assert.Contains(component.GetProperty("scope").GetString(), new[] { "required", "excluded" });
            Assert.Matches("^[0-9a-f]{128}$", component.GetProperty("hashes")[0].GetProperty("content").GetString());
            Assert.NotEqual(0, component.GetProperty("licenses").GetArrayLength());
        });
    }

    [Fact]
    public void The_list_of_components_has_each_locked_package_the_runtime_and_no_other()
    {
        using var document = Components();
        using var locked = JsonDocument.Parse(Repository.Read("src", "TatumKms.Cli", "packages.lock.json"));
        var expected = locked.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(entry => entry.Value.GetProperty("type").GetString() != "Project")
            .Select(entry => $"pkg:nuget/{entry.Name}@{entry.Value.GetProperty("resolved").GetString()}")
            .Distinct();
        var listed = document.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("purl").GetString()!).ToList();
        var runtime = listed.Where(purl => purl.Contains(".App.Runtime.", StringComparison.Ordinal)).ToList();

        Assert.Equal(expected.Order(), listed.Except(runtime).Order());
        Assert.Equal(2, runtime.Count);
    }

    [Fact]
    public void The_dependencies_lead_from_the_program_to_each_component()
    {
        using var document = Components();
        var needs = document.RootElement.GetProperty("dependencies").EnumerateArray().ToDictionary(
            entry => entry.GetProperty("ref").GetString()!, entry => entry.GetProperty("dependsOn").EnumerateArray().Select(on => on.GetString()!).ToList());
        var reached = new HashSet<string>();
        var waiting = new Stack<string>([document.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("bom-ref").GetString()!]);
        while (waiting.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                needs[next].ForEach(waiting.Push);
            }
        }

        Assert.Equal(needs.Keys.Order(), reached.Order());
    }

    [Fact]
    public void Packages_say_whose_they_are_and_under_which_licence()
    {
        using var package = ZipFile.OpenRead(Directory.EnumerateFiles(Release(), "tatum-kms.*.nupkg").OrderBy(file => file.Length).First());
        using var reader = new StreamReader(package.GetEntry("tatum-kms.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();

        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
        Assert.NotNull(package.GetEntry("README.md"));
        Assert.NotNull(package.GetEntry("LICENSE"));
    }

    [Fact]
    public async Task An_unknown_option_is_refused()
    {
        var (exitCode, _, error) = await Programs.RunAsync(_folder.FullName, "bash", Repository.PathOf("deploy", "release.sh"), "--sign");

        Assert.Equal(2, exitCode);
        Assert.Contains("--sign is no option", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Release()
    {
        var release = Environment.GetEnvironmentVariable("TATUM_KMS_RELEASE");
        Assert.True(release is not null || !Programs.MustBeThere, "TATUM_KMS_RELEASE does not name what deploy/release.sh made.");
        Assert.SkipWhen(release is null, "TATUM_KMS_RELEASE does not name what deploy/release.sh made.");
        return release!;
    }

    private static string Single(string pattern) => Assert.Single(Directory.EnumerateFiles(Release(), pattern));

    private static JsonDocument Components() => JsonDocument.Parse(File.ReadAllText(Single("tatum-kms-*.cdx.json")));
}
