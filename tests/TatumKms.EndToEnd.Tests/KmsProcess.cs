using System.Diagnostics;
using System.Text.Json;

namespace TatumKms.EndToEnd.Tests;

/// <summary>
/// Runs tatum-kms as a user does: the executable named by TATUM_KMS_EXECUTABLE, else the one that was built with these tests.
/// </summary>
internal sealed class KmsProcess(string folder, IReadOnlyDictionary<string, string> environment)
{
    public string Wallet { get; } = Path.Combine(folder, "wallet.dat");

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(string input, CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Start(arguments);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Runs a command that must succeed, and reads the JSON that it prints.</summary>
    public async Task<JsonElement> JsonAsync(string input, CancellationToken cancellationToken, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(input, cancellationToken, arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)} ended with {exitCode}: {error}");
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Starts a command that goes on; the caller ends it.</summary>
    public Process Start(params string[] arguments)
    {
        var executable = Environment.GetEnvironmentVariable("TATUM_KMS_EXECUTABLE");
        var start = executable is null
            ? new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "tatum-kms.dll"), .. arguments, $"--path={Wallet}"])
            : new ProcessStartInfo(executable, [.. arguments, $"--path={Wallet}"]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["HOME"] = folder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("tatum-kms did not start.");
    }
}
