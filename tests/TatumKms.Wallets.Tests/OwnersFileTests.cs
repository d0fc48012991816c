using TatumKms.Core;

namespace TatumKms.Wallets.Tests;

public sealed class OwnersFileTests : IDisposable
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _folder = Directory.CreateTempSubdirectory("tatum-kms-owners-").FullName;

    private string Target => Path.Combine(_folder, "made", "file");

    [Fact]
    public void A_new_file_and_its_folder_are_their_owners_alone()
    {
        Wallets.OwnersFile.Create(Target, "one"u8);

        Assert.Equal("one", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.EnumerateFiles(Path.GetDirectoryName(Target)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnersFile, File.GetUnixFileMode(Target));
            Assert.Equal(OwnersFile | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Target)!));
        }
    }

    [Fact]
    public void A_file_that_is_there_is_not_written_over()
    {
        Wallets.OwnersFile.Create(Target, "one"u8);

        Assert.Equal(KmsError.Usage, Assert.Throws<KmsException>(() => Wallets.OwnersFile.Create(Target, "two"u8)).Error);
        Assert.Equal("one", File.ReadAllText(Target));
    }

    [Fact]
    public void A_file_that_is_replaced_is_kept_for_its_owner_alone()
    {
        Assert.Null(Wallets.OwnersFile.Replace(Target, "one"u8));

        Assert.Equal(Target + ".bak", Wallets.OwnersFile.Replace(Target, "two"u8));
        Assert.Equal(("two", "one"), (File.ReadAllText(Target), File.ReadAllText(Target + ".bak")));
        Assert.Equal(2, Directory.EnumerateFiles(Path.GetDirectoryName(Target)!).Count());
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Target + ".bak") == OwnersFile);
    }

    [Fact]
    public void A_link_is_followed()
    {
        var real = Path.Combine(_folder, "real");
        File.WriteAllText(real, "one");
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, real);

        Wallets.OwnersFile.Replace(link, "two"u8);

        Assert.Equal(("two", real), (File.ReadAllText(real), new FileInfo(link).LinkTarget));
    }

    [Fact]
    public void A_place_that_takes_no_files_is_told()
    {
        Assert.Equal(KmsError.InputOutput, Assert.Throws<KmsException>(() => Wallets.OwnersFile.Create("/proc/none/file", "one"u8)).Error);
        Assert.Equal(KmsError.InputOutput, Assert.Throws<KmsException>(() => Wallets.OwnersFile.Replace("/proc/none/file", "one"u8)).Error);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
