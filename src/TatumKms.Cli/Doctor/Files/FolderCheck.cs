namespace TatumKms.Cli.Doctor.Files;

/// <summary>Whether others can put another file in the place of the wallet file: by its folder or by one above.</summary>
internal sealed class FolderCheck(Func<string> file) : LocalCheck("wallet-folder")
{
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    protected override Finding Run(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return Finding.NotApplicable("Windows keeps lists of access rights, which are not looked at.");
        }

        var folder = Path.GetDirectoryName(file())!;
        if (!Directory.Exists(folder))
        {
            return Finding.NotApplicable($"There is no folder {ShellText.Quote(folder)} yet; it is made for its owner alone.");
        }

        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            var mode = File.GetUnixFileMode(above);

            // In a folder with the sticky bit, as /tmp, others cannot move what is not theirs.
            if ((mode & OthersWrite) != UnixFileMode.None && (above == folder || (mode & UnixFileMode.StickyBit) == UnixFileMode.None))
            {
                return Finding.Problem(
                    $"Others than the owner can write in {ShellText.Quote(above)}, and so put another wallet file or journal in place.",
                    $"chmod go-w {ShellText.Quote(above)}");
            }
        }

        return (File.GetUnixFileMode(folder) & OthersRead) == UnixFileMode.None
            ? Finding.Ok($"Only its owner can look into {ShellText.Quote(folder)}.")
            : Finding.Warning($"Others than the owner can see which files are in {ShellText.Quote(folder)}.", $"chmod 700 {ShellText.Quote(folder)}");
    }
}
