using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;

namespace TatumKms.Daemon.Tests.Journal;

public sealed class UnixTests
{
    [Fact]
    public void A_lock_is_on_the_file_and_not_on_the_name_that_another_has_taken()
    {
        // Windows locks in another way.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TempFolder();
        var (path, next) = (folder.File("journal"), folder.File("next"));
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        Assert.True(Unix.TryLock(file.SafeFileHandle));
        var before = Unix.IsLockedByUs(path);
        File.WriteAllText(next, "");
        File.Move(next, path, overwrite: true);
        var after = Unix.IsLockedByUs(path);
        File.Delete(path);

        Assert.Equal([true, false, false], [before, after, Unix.IsLockedByUs(path)]);
    }
}
