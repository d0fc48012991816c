using System.Diagnostics;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Processes;

/// <summary>The real program as a process of its own: the published one where a variable names it, else the one built with the tests.</summary>
internal static class KmsProcess
{
    /// <summary>The program as the beginning of a command line for a shell.</summary>
    public static string CommandLine => Environment.GetEnvironmentVariable("TATUM_KMS_EXECUTABLE")
        ?? $"dotnet {Path.Combine(AppContext.BaseDirectory, "tatum-kms.dll")}";

    public static Process Start(TestMachine machine, params string[] arguments)
    {
        var command = CommandLine.Split(' ');
        return Start(machine, command[0], [.. command[1..], .. arguments]);
    }

    /// <summary>Starts any program in the machine's world.</summary>
    public static Process Start(TestMachine machine, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = machine.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("TATUM_KMS_PASSWORD");
        start.Environment["TMPDIR"] = machine.Temporary;
        foreach (var (name, value) in machine.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static async Task<RunResult> RunAsync(TestMachine machine, params string[] arguments) =>
        await EndAsync(Start(machine, arguments), machine.Input);

    /// <summary>Writes the input, closes it, and waits for the end.</summary>
    public static async Task<RunResult> EndAsync(Process started, string input)
    {
        using var process = started;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new RunResult(process.ExitCode, await output, await error, []);
    }
}
