namespace TatumKms.Cli.Terminal;

/// <summary>Colours for a person: errors red, warnings yellow, headings bold. Without ink every text stays as it is.</summary>
internal sealed class Ink(bool isOn)
{
    private const string Red = "31", Yellow = "33", Bold = "1";

    /// <summary>For streams that no person looks at.</summary>
    public static Ink None { get; } = new(false);

    /// <summary>Whether the environment lets a terminal have colours: not with NO_COLOR or on one that cannot.</summary>
    public static bool IsAllowed(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("NO_COLOR") is { Length: > 0 })
        {
            return false;
        }

        // Of the consoles of Windows only its Terminal has them switched on for every program.
        return OperatingSystem.IsWindows() ? environment.ContainsKey("WT_SESSION") : environment.GetValueOrDefault("TERM") is { Length: > 0 } and not "dumb";
    }

    public string Error(string text) => Paint(Red, text);

    public string Warning(string text) => Paint(Yellow, text);

    public string Heading(string text) => Paint(Bold, text);

    private string Paint(string code, string text) => isOn ? $"\e[{code}m{text}\e[0m" : text;
}
