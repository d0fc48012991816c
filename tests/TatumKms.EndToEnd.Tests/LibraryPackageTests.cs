using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace TatumKms.EndToEnd.Tests;

/// <summary>What developers get: packages that are complete, and that a program can use which knows nothing else of this repository.</summary>
public sealed class LibraryPackageTests(LibraryPackages packages) : IClassFixture<LibraryPackages>
{
    /// <summary>A transaction of the test network that says everything itself, so that it can be signed offline.</summary>
    private const string Vector = "ETH/chainid-in-json/1";

    public static TheoryData<string> Projects => [.. LibraryPackages.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_has_its_documentation_licence_readme_and_description(string project)
    {
        using var package = ZipFile.OpenRead(packages.PathOf(project, "nupkg"));
        using var manifest = package.GetEntry($"{project}.nuspec")!.Open();
        var metadata = XDocument.Load(manifest).Root!.Elements().Single().Elements().ToLookup(element => element.Name.LocalName, element => element.Value);

        Assert.NotNull(package.GetEntry($"lib/net10.0/{project}.dll"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{project}.xml"));
        Assert.NotNull(package.GetEntry("PACKAGE.md"));
        Assert.Equal("MIT", metadata["license"].Single());
        Assert.Equal("PACKAGE.md", metadata["readme"].Single());
        Assert.NotEmpty(metadata["description"].Single());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_has_symbols_and_neither_tells_where_it_was_built(string project)
    {
        var here = System.Text.Encoding.UTF8.GetBytes(Tools.RepositoryRoot);

        Assert.Equal(-1, Bytes(packages.PathOf(project, "nupkg"), $"lib/net10.0/{project}.dll").AsSpan().IndexOf(here));
        Assert.Equal(-1, Bytes(packages.PathOf(project, "snupkg"), $"lib/net10.0/{project}.pdb").AsSpan().IndexOf(here));
    }

    [Fact]
    public void No_other_project_than_these_and_the_command_line_becomes_a_package() => Assert.Equal(
        LibraryPackages.Projects.Append("TatumKms.Cli").Order(),
        Directory.EnumerateFiles(Path.Combine(Tools.RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => !XDocument.Load(file).Descendants("IsPackable").Any(element => element.Value == "false"))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order());

    [Fact]
    public async Task A_program_that_has_nothing_but_the_packages_signs_as_the_golden_vector_says()
    {
        var folder = Directory.CreateDirectory(Path.Combine(packages.Folder, "consumer")).FullName;
        var vector = FindVector();
        await WriteConsumerAsync(folder);
        await WriteInputsAsync(folder, vector);
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(packages.Folder, "installed") };

        await LibraryPackages.RunDotnetAsync(folder, environment, "build", "--output", "program", "-v", "quiet");
        var output = await LibraryPackages.RunDotnetAsync(folder, environment, Path.Combine("program", "Consumer.dll"), "wallet.dat", "password", "transaction.json", "key");

        Assert.Equal(vector.GetProperty("expected").GetProperty("signed").GetString(), output.Trim());
        Assert.StartsWith("{\n  \"format\": \"tatum-kms-wallet\"", await File.ReadAllTextAsync(Path.Combine(folder, "wallet.dat"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>The sample of the repository, with references to packages in place of projects.</summary>
    private async Task WriteConsumerAsync(string folder)
    {
        var machine = (await LibraryPackages.RunDotnetAsync(folder, new Dictionary<string, string>(), "nuget", "locals", "global-packages", "--list", "--force-english-output"))
            .Split(": ", 2)[1].Trim();
        File.Copy(Path.Combine(Tools.RepositoryRoot, "samples", "OfflineSigning", "Program.cs"), Path.Combine(folder, "Program.cs"));
        await File.WriteAllTextAsync(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="TatumKms.Chains" Version="{LibraryPackages.Version}" />
                <PackageReference Include="TatumKms.Wallets" Version="{LibraryPackages.Version}" />
              </ItemGroup>
            </Project>
            """, TestContext.Current.CancellationToken);

        // What others have published comes from where the machine has it already, so that nothing is downloaded here.
        await File.WriteAllTextAsync(Path.Combine(folder, "NuGet.config"), $"""
            <configuration>
              <packageSources><add key="made here" value="{packages.Source}" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
              <fallbackPackageFolders><add key="machine" value="{machine}" /></fallbackPackageFolders>
            </configuration>
            """, TestContext.Current.CancellationToken);
    }

    private static async Task WriteInputsAsync(string folder, JsonElement vector)
    {
        var wallet = vector.GetProperty("wallets").EnumerateObject().Single().Value;
        await File.WriteAllTextAsync(Path.Combine(folder, "transaction.json"), vector.GetProperty("pending").GetProperty("serializedTransaction").GetString(), TestContext.Current.CancellationToken);
        await WriteSecretAsync(Path.Combine(folder, "password"), "correct horse battery");
        await WriteSecretAsync(Path.Combine(folder, "key"), wallet.GetProperty("privateKey").GetString()!);
    }

    private static async Task WriteSecretAsync(string path, string secret)
    {
        await File.WriteAllTextAsync(path, secret, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static JsonElement FindVector()
    {
        var file = Path.Combine(Tools.RepositoryRoot, "tests", "TatumKms.Chains.Tests", "Data", "vectors", "sign", "ETH.json");
        return JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.EnumerateArray().Single(vector => vector.GetProperty("id").GetString() == Vector);
    }

    private static byte[] Bytes(string package, string entry)
    {
        using var archive = ZipFile.OpenRead(package);
        using var stream = archive.GetEntry(entry)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
