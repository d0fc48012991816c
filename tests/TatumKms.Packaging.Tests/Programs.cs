using System.Diagnostics;

namespace TatumKms.Packaging.Tests;

/// <summary>Runs other programs. One that the machine lacks skips the test; with TATUM_KMS_REQUIRE_TOOLS=1, as in CI, it fails instead.</summary>
internal static class Programs
{
    public static bool MustBeThere { get; } = Environment.GetEnvironmentVariable("TATUM_KMS_REQUIRE_TOOLS") == "1";

    public static void Require(string program)
    {
        var present = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        Assert.True(present || !MustBeThere, $"This machine lacks {program}.");
        Assert.SkipUnless(present, $"This machine lacks {program}.");
    }

    /// <summary>Runs a program to its end in a folder.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, string program, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = folder;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await error);
    }
}
