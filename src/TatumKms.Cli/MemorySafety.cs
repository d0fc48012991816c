namespace TatumKms.Cli;

/// <summary>What can be said of the ways by which memory leaves a process.</summary>
internal static class MemorySafety
{
    /// <summary>The runtime's variable that switches its diagnostics port off.</summary>
    public const string DiagnosticsVariable = "DOTNET_EnableDiagnostics";

    /// <summary>Whether the machine swaps; nothing where that cannot be told.</summary>
    /// <param name="swapsFile">The list of swap areas: a heading, and a line for each.</param>
    public static bool? HasSwap(string swapsFile)
    {
        try
        {
            return File.ReadLines(swapsFile).Skip(1).Any(line => line.Length > 0);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>How the runtime's diagnostics port stands.</summary>
    public static string DescribeDiagnostics(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault(DiagnosticsVariable) == "0")
        {
            return "off";
        }

        try
        {
            return DiagnosticsSocket.Find().Any()
                ? $"on: others of this user can take a dump; set {DiagnosticsVariable}=0"
                : $"hidden: its socket was removed; {DiagnosticsVariable}=0 switches it off";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return $"unknown; {DiagnosticsVariable}=0 switches it off";
        }
    }
}
