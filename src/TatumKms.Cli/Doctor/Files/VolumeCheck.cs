namespace TatumKms.Cli.Doctor.Files;

/// <summary>Whether the wallet file is on a disk of this machine, with room for what is to come.</summary>
/// <param name="file">Tells the path of the wallet file.</param>
/// <param name="volumeOf">Looks at a folder.</param>
internal sealed class VolumeCheck(Func<string> file, Func<string, Volume> volumeOf) : LocalCheck("wallet-volume")
{
    private const long Mebibyte = 1 << 20, LittleRoom = 100 * Mebibyte, Margin = 10 * Mebibyte;

    /// <summary>A change writes the new file and the copy of the one before beside the file.</summary>
    private const int Copies = 3;

    protected override Finding Run(CancellationToken cancellationToken)
    {
        var path = file();
        var folder = FindFolder(path);
        var volume = volumeOf(folder);
        var needed = Margin + (Copies * (File.Exists(path) ? new FileInfo(path).Length : 0));
        var where = $"{ShellText.Quote(folder)} is on {volume.Format} with {volume.FreeBytes / Mebibyte} MiB left";
        return volume.FreeBytes < needed ? Finding.Problem($"{where}, too little to write the wallet file and the journal.", $"df -h {ShellText.Quote(folder)}")
            : volume.Kind == DriveType.Ram ? Finding.Problem($"{where}: it is in memory and gone at the next start of the machine.", $"tatum-kms backup --path={ShellText.Quote(path)} FILE")
            : volume.Kind == DriveType.Network ? Finding.Warning(
                $"{where}: it is another machine's disk, where locks and flushes may not hold, and changes by others are not noticed.",
                "Move the wallet file and its journal to a disk of this machine, and name it with --path.")
            : volume.FreeBytes < Math.Max(LittleRoom, needed) ? Finding.Warning($"{where}.", $"df -h {ShellText.Quote(folder)}")
            : Finding.Ok($"{where}.");
    }

    /// <summary>The folder, or the nearest one above that exists.</summary>
    private static string FindFolder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
