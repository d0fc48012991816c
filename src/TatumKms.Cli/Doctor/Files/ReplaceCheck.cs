namespace TatumKms.Cli.Doctor.Files;

/// <summary>Whether the wallet file can be replaced, proven by an empty file beside it that is made, renamed and removed.</summary>
internal sealed class ReplaceCheck(Func<string> file) : LocalCheck("wallet-replaceable")
{
    protected override Finding Run(CancellationToken cancellationToken)
    {
        var path = FollowLinks(file());
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            return Finding.NotApplicable($"There is no folder {ShellText.Quote(folder)} yet.");
        }

        try
        {
            Try($"{path}.{Guid.NewGuid():N}.doctor");
            return Finding.Ok($"Files in {ShellText.Quote(folder)} can be written and renamed, as each change of the wallet file needs it.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return Finding.Problem(
                $"The wallet file cannot be changed: {refused.Message}",
                $"ls -ld {ShellText.Quote(folder)} shows who may; run the program as that user, or: chown \"$USER\" {ShellText.Quote(folder)}");
        }
    }

    private static string FollowLinks(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static void Try(string trial)
    {
        var renamed = trial + ".renamed";
        try
        {
            using (new FileStream(trial, FileMode.CreateNew, FileAccess.Write))
            {
                // Empty: it says nothing to whoever finds it.
            }

            File.Move(trial, renamed);
        }
        finally
        {
            File.Delete(trial);
            File.Delete(renamed);
        }
    }
}
