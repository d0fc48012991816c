using System.Diagnostics;
using System.Text.Json;

namespace TatumKms.EndToEnd.Tests;

/// <summary>The packages for developers, made anew in a temporary folder as a release makes them.</summary>
public sealed class LibraryPackages : IAsyncLifetime
{
    public const string Version = "0.0.1-test";

    public static readonly string[] Projects = ["TatumKms.Core", "TatumKms.Cryptography", "TatumKms.Chains", "TatumKms.Wallets"];

    private static readonly Dictionary<string, string> NoVariables = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("tatum-kms-packages-").FullName;

    /// <summary>Where the packages are.</summary>
    public string Source => Path.Combine(Folder, "source");

    public string PathOf(string project, string extension) => Path.Combine(Source, $"{project}.{Version}.{extension}");

    public async ValueTask InitializeAsync()
    {
        // A filter of the solution, so that one run of the compiler makes all four.
        var filter = Path.Combine(Folder, "packages.slnf");
        var solution = new { path = Path.Combine(Tools.RepositoryRoot, "TatumKms.sln"), projects = Projects.Select(project => $@"src\{project}\{project}.csproj") };
        await File.WriteAllTextAsync(filter, JsonSerializer.Serialize(new { solution }));
        await RunDotnetAsync(Tools.RepositoryRoot, NoVariables, "pack", filter, "--output", Source, $"-p:Version={Version}", "--artifacts-path", Path.Combine(Folder, "artifacts"), "-v", "quiet");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs a command of the SDK that must succeed, and gives what it prints.</summary>
    public static async Task<string> RunDotnetAsync(string workingDirectory, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build server that stayed would keep this command's streams open for ever.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{await complaints}");
        return output;
    }
}
