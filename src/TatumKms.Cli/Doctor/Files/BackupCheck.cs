using TatumKms.Wallets;

namespace TatumKms.Cli.Doctor.Files;

/// <summary>
/// Whether a backup has what the wallet file has. It is known by its generation, which is not proven without the password, and else by
/// the times of the files.
/// </summary>
/// <param name="file">Tells the path of the wallet file.</param>
/// <param name="named">The backup that was named, or nothing.</param>
/// <param name="folder">Tells the folder of backups, or nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class BackupCheck(Func<string> file, string? named, Func<string?> folder, TimeProvider time) : LocalCheck("backup")
{
    protected override Finding Run(CancellationToken cancellationToken)
    {
        var path = file();
        if (!File.Exists(path))
        {
            return Finding.NotApplicable("There is no wallet file to have a backup of.");
        }

        return named is not null ? Compare(path, named)
            : folder() is { } place ? Newest(place, path) is { } backup
                ? Compare(path, backup)
                : Finding.Problem($"There is no backup in {ShellText.Quote(place)}.", Command(path, place))
            : Newest(Path.GetDirectoryName(path)!, path) is { } beside
                ? Finding.Warning(
                    $"The newest copy that can be seen, {ShellText.Quote(beside)}, lies beside the wallet file and shares its fate. {Compare(path, beside).Sentence}",
                    Command(path, "/mnt/safe"))
            : Finding.Warning("No backup is known here; one on another machine cannot be seen. Name it with --backup, or its folder in TATUM_KMS_BACKUP_FOLDER.", Command(path, "/mnt/safe"));
    }

    private Finding Compare(string path, string backup)
    {
        if (!File.Exists(backup))
        {
            return Finding.Problem($"There is no file {ShellText.Quote(backup)}.", Command(path, Path.GetDirectoryName(backup)!));
        }

        var (store, copy) = (StoreInspection.Read(path), StoreInspection.Read(backup));
        var told = $"The backup {ShellText.Quote(backup)} was written {Age(backup)}";
        if (store.Format == StoreFormat.Original || copy.Format == StoreFormat.Original)
        {
            return File.GetLastWriteTimeUtc(path) > File.GetLastWriteTimeUtc(backup)
                ? Finding.Warning($"{told}, before the last change of the wallet file.", Command(path, Path.GetDirectoryName(backup)!))
                : Finding.Ok($"{told}, after the last change of the wallet file.");
        }

        return copy.Generation == store.Generation ? Finding.Ok($"{told} and has the wallet file's generation, {store.Generation}.")
            : copy.Generation < store.Generation ? Finding.Warning(
                $"{told} and has generation {copy.Generation}; the wallet file is at {store.Generation}.",
                Command(path, Path.GetDirectoryName(backup)!))
            : Finding.Problem(
                $"{told} and has generation {copy.Generation}, but the wallet file only {store.Generation}: an older file was put in its place, or they are of different wallets.",
                $"tatum-kms backup verify {ShellText.Quote(backup)}");
    }

    private string Age(string backup) => (time.GetUtcNow() - File.GetLastWriteTimeUtc(backup)).TotalDays switch
    {
        < 1 => "in the last 24 hours, by its date",
        var days => $"{(int)days} {((int)days == 1 ? "day" : "days")} ago, by its date",
    };

    private static string? Newest(string folder, string path) => SideFiles.Copies(folder, path).MaxBy(File.GetLastWriteTimeUtc);

    private string Command(string path, string folder) =>
        $"tatum-kms backup --path={ShellText.Quote(path)} {ShellText.Quote(Path.Combine(folder, $"wallet-{time.GetUtcNow():yyyy-MM-dd}.dat"))}";
}
