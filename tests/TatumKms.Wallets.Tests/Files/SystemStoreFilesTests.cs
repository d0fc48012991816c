using System.Diagnostics;
using TatumKms.Core;
using TatumKms.Wallets.Files;
using TatumKms.Wallets.Tests.Support;
using TatumKms.Wallets.Writer;

namespace TatumKms.Wallets.Tests.Files;

/// <summary>Modes, links and locks on the machine's own file system.</summary>
public sealed class SystemStoreFilesTests : IDisposable
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddAsync_MakesFilesAndFoldersForTheOwnerAlone()
    {
        var path = _folder.File("a/b/wallet.dat");
        using var store = Stores.Open(path);
        await store.AddOneAsync();
        await store.AddOneAsync();
        Assert.Equal(OwnersFolder, Modes.Get(_folder.File("a")));
        Assert.Equal(OwnersFolder, Modes.Get(_folder.File("a/b")));
        foreach (var file in new[] { path, path + ".bak", path + ".lock" })
        {
            Assert.Equal(OwnersFile, Modes.Get(file));
        }
    }

    [Fact]
    public async Task AddAsync_WhenTheFolderExists_LeavesItsMode()
    {
        var mode = OwnersFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        Modes.Set(_folder.Root, mode);
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        Assert.Equal(mode, Modes.Get(_folder.Root));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    public async Task OpenAsync_WhenOthersCanReadTheFile_SaysSoOnceAndTheNextWriteClosesIt(UnixFileMode others)
    {
        var notices = new List<string>();
        await File.WriteAllBytesAsync(_folder.Store, Stores.Seal("{}"), Stores.Token);
        Modes.Set(_folder.Store, OwnersFile | others);
        using var store = Stores.Open(_folder.Store, notice: notices.Add);
        (await store.OpenAsync(Stores.Token)).Dispose();
        (await store.OpenAsync(Stores.Token)).Dispose();
        Assert.Contains("chmod 600", Assert.Single(notices), StringComparison.Ordinal);
        await store.AddOneAsync();
        Assert.Equal(OwnersFile, Modes.Get(_folder.Store));
    }

    /// <summary>The tests of an integration server run as root; elsewhere nobody can give a file away.</summary>
    [Fact]
    public async Task AStoreOfAnotherUser_StaysTheirsWhenTheSuperuserWritesIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only the superuser of Linux can give a file away.");
        await File.WriteAllBytesAsync(_folder.Store, Stores.Seal("{}"), Stores.Token);
        Run("chown", "12345:54321", _folder.Store);
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        await store.AddOneAsync();
        foreach (var name in new[] { "wallet.dat", "wallet.dat.bak", "wallet.dat.lock" })
        {
            Assert.Equal("12345:54321 600", Run("stat", "--format=%u:%g %a", _folder.File(name)));
        }
    }

    [Fact]
    public async Task AFileThatIsThereAlready_IsNeverGivenAway()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only the superuser of Linux can give a file away.");
        await File.WriteAllBytesAsync(_folder.Store, Stores.Seal("{}"), Stores.Token);
        await File.WriteAllTextAsync(_folder.File("of root"), "", Stores.Token);
        Run("chown", "12345:54321", _folder.Store);
        File.CreateSymbolicLink(_folder.Store + ".lock", _folder.File("of root"));
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        Assert.Equal("0:0", Run("stat", "--format=%u:%g", _folder.File("of root")));
    }

    [Fact]
    public async Task AddAsync_WhenThePathIsALink_ReplacesWhatItPointsTo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege.");
        var (target, link) = (_folder.File("real/wallet.dat"), _folder.File("link.dat"));
        File.CreateSymbolicLink(link, "real/wallet.dat");
        using var store = Stores.Open(link);
        var first = await store.AddOneAsync();
        var second = await store.AddOneAsync();
        Assert.Equal("real/wallet.dat", new FileInfo(link).LinkTarget);
        Assert.Equal([second, first], await Stores.ReadIdsAsync(target));
        Assert.Equal(["link.dat"], _folder.Names());
        Assert.True(File.Exists(target + ".bak"));
    }

    [Fact]
    public async Task AddAsync_WhenAKilledWriterLeftFiles_RemovesThoseAndNoOthers()
    {
        await File.WriteAllTextAsync(_folder.Store + ".0123.new", "half", Stores.Token);
        await File.WriteAllTextAsync(_folder.File("other.dat.0123.new"), "not ours", Stores.Token);
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        Assert.Equal(["other.dat.0123.new", "wallet.dat", "wallet.dat.lock"], _folder.Names());
    }

    [Fact]
    public async Task AddAsync_WhenTheLockIsHeld_GivesUpAndSaysWhatToDo()
    {
        await File.WriteAllBytesAsync(_folder.Store, Stores.Seal("{}"), Stores.Token);
        using var held = new SystemStoreFiles().TryLock(_folder.Store + ".lock", _folder.Store);
        Assert.NotNull(held);
        var options = new WalletStoreOptions { Path = _folder.Store, Kdf = Stores.CheapKdf, DeriveKey = CheapKeys.Derive, LockTimeout = TimeSpan.Zero };
        using var store = new WalletStore(options, new FixedPassword());
        var problem = await Stores.FailsAsync(KmsError.Locked, () => store.AddOneAsync());
        Assert.Contains("wallet.dat.lock", problem.Hint, StringComparison.Ordinal);
        (await store.OpenAsync(Stores.Token)).Dispose();
    }

    [Fact]
    public void TryLock_WhenReleased_CanBeTakenAgain()
    {
        var files = new SystemStoreFiles();
        using (files.TryLock(_folder.File("lock"), _folder.Store))
        {
            Assert.Null(files.TryLock(_folder.File("lock"), _folder.Store));
        }

        using var again = files.TryLock(_folder.File("lock"), _folder.Store);
        Assert.NotNull(again);
    }

    [Fact]
    public void WriteNew_WhenTheFileExists_LeavesIt()
    {
        File.WriteAllText(_folder.File("a"), "before");
        Assert.Throws<IOException>(() => new SystemStoreFiles().WriteNew(_folder.File("a"), "after"u8, _folder.Store));
        Assert.Equal("before", File.ReadAllText(_folder.File("a")));
    }

    [Fact]
    public void Read_WhenTheFileIsLargerThanAllowed_Throws()
    {
        File.WriteAllText(_folder.File("a"), "12345");
        Assert.Throws<InvalidDataException>(() => new SystemStoreFiles().Read(_folder.File("a"), 4));
        Assert.Equal(5, new SystemStoreFiles().Read(_folder.File("a"), 5)!.Length);
    }

    [Fact]
    public void FlushFolder_WhenThereIsNone_Throws()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such call.");
        Assert.Throws<IOException>(() => new SystemStoreFiles().FlushFolder(_folder.File("none")));
    }

    [Fact]
    public async Task AddAsync_WhenTheFolderCannotBeMade_SaysThatItCannotBeWritten()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "", Stores.Token);
        using var store = Stores.Open(_folder.File("file/wallet.dat"));
        await Stores.FailsAsync(KmsError.InputOutput, () => store.AddOneAsync());
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }
}
