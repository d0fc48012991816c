namespace TatumKms.Cli.Configuration;

/// <summary>Turns paths as users write them into full ones.</summary>
internal sealed class UserPaths(Machine machine)
{
    private readonly string? _home = machine.Environment.GetValueOrDefault(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } home
        ? Path.GetFullPath(home, machine.WorkingDirectory)
        : null;

    /// <summary>The home directory, or nothing where the user has none.</summary>
    public string? HomeFolder => _home;

    /// <summary><c>~/.tatumrc</c>, or nothing where the user has no home directory.</summary>
    public string? SettingsFolder => _home is null ? null : Path.Combine(_home, ".tatumrc");

    /// <summary>A full path. A leading <c>~/</c> is the home directory: shells leave it alone behind an equals sign.</summary>
    public string Resolve(string path)
    {
        if (_home is not null && (path == "~" || path.StartsWith("~/", StringComparison.Ordinal)))
        {
            path = Path.Join(_home, path[1..]);
        }

        return Path.GetFullPath(path, machine.WorkingDirectory);
    }
}
