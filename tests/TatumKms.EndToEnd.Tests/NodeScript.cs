using System.Diagnostics;
using System.Text.Json;

namespace TatumKms.EndToEnd.Tests;

/// <summary>A script in Nodes/ that asks a library for a verdict.</summary>
internal static class NodeScript
{
    /// <summary>Whether a library accepts something: the script prints <c>{"accepted": …}</c>.</summary>
    public static async Task<bool> AcceptsAsync(string script, CancellationToken cancellationToken, params string[] arguments) =>
        JsonDocument.Parse(await PrintAsync(script, cancellationToken, arguments)).RootElement.GetProperty("accepted").GetBoolean();

    /// <summary>What a script prints.</summary>
    public static async Task<string> PrintAsync(string script, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Tools.NodesFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await complaints;
        await process.WaitForExitAsync(cancellationToken);
        return output.Trim();
    }
}
