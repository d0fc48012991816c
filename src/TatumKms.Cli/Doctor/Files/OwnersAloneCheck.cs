namespace TatumKms.Cli.Doctor.Files;

/// <summary>Whether files are their owner's alone.</summary>
/// <param name="name">The check.</param>
/// <param name="what">What the files are called, in the plural.</param>
/// <param name="find">Finds them; those that are not there are passed over.</param>
internal sealed class OwnersAloneCheck(string name, string what, Func<IEnumerable<string>> find) : LocalCheck(name)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    protected override Finding Run(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return Finding.NotApplicable("Windows keeps lists of access rights, which are not looked at.");
        }

        var files = find().Where(File.Exists).ToList();
        var open = files.Where(IsOpen).ToList();
        return files.Count == 0 ? Finding.NotApplicable($"There are no {what}.")
            : open.Count == 0 ? Finding.Ok($"Only their owner can read or change {ShellText.Quote(files)}.")
            : Finding.Problem($"Others than the owner can read or change {ShellText.Quote(open)}.", $"chmod 600 {ShellText.Quote(open)}");
    }

    private static bool IsOpen(string file) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None;
}
