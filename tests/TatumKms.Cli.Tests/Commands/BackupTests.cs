using System.Text.Json;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class BackupTests
{
    [Fact]
    public async Task ABackup_IsTheFileByteForByteForItsOwnerAlone_AndVerifies()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var files = machine.Files;

        var run = await machine.RunAsync("backup", "safe.dat");

        var copy = Path.Combine(machine.WorkingDirectory, "safe.dat");
        Assert.Equal(copy, run.Json("file"));
        Assert.Equal(await File.ReadAllBytesAsync(machine.Store, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        }

        var verified = await machine.RunAsync("backup", "verify", "safe.dat");
        using var json = JsonDocument.Parse(verified.Output);
        Assert.Equal((0, 1L), (verified.ExitCode, json.RootElement.GetProperty("generation").GetInt64()));
        Assert.Equal(run.Json("fingerprint"), json.RootElement.GetProperty("store").GetProperty("fingerprint").GetString());
        Assert.Single(machine.Files.Except(files));
    }

    [Fact]
    public async Task ABackup_IsNeverWrittenOverAFile()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var files = machine.Files;

        (await machine.RunAsync("backup", machine.Store)).Fails(ExitCode.Usage, "not written over");
        (await machine.RunAsync("backup", Path.Combine(machine.Folder, "none", "safe.dat"))).Fails(ExitCode.InputOutput, "cannot be written");

        Assert.Equal(files, machine.Files);
    }

    [Fact]
    public async Task AStoreThatDoesNotOpen_IsNotBackedUp()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var file = await File.ReadAllBytesAsync(machine.Store, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(machine.Store, file[..^1], TestContext.Current.CancellationToken);

        (await machine.RunAsync("backup", "safe.dat")).Fails(ExitCode.StoreDamaged, "damaged");

        Assert.False(File.Exists(Path.Combine(machine.WorkingDirectory, "safe.dat")));
    }

    [Fact]
    public async Task Verify_WhenWalletsWereStoredSince_NamesThemAndSaysSoByItsExitCode()
    {
        using var machine = new TestMachine();
        var (old, gone) = (await machine.GenerateAsync(), await machine.GenerateAsync());
        await machine.RunAsync("backup", "safe.dat");
        var added = await machine.GenerateAsync();
        await machine.RunAsync("label", old, "x");
        await machine.RunAsync("removewallet", gone, "--yes");

        var run = await machine.RunAsync("backup", "verify", "safe.dat");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal((int)ExitCode.NotFound, run.ExitCode);
        Assert.Equal([added], json.RootElement.GetProperty("missing").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal([old], json.RootElement.GetProperty("different").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal([gone], json.RootElement.GetProperty("additional").EnumerateArray().Select(id => id.GetString()));
        Assert.Contains("lacks 1 wallet and holds 1 with other contents", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AfterAChangeOfThePassword_AsksAPersonForTheBackupsOwn()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        await machine.RunAsync("backup", "safe.dat");
        machine.Input = "another long password\n";
        Assert.Equal(0, (await machine.RunAsync("changepassword")).ExitCode);
        machine.Environment["TATUM_KMS_PASSWORD"] = "another long password";
        (await machine.RunAsync("backup", "verify", "safe.dat")).Fails(ExitCode.WrongPassword, "safe.dat");
        machine.Typed = [TestMachine.Password];

        var run = await machine.RunAsync("backup", "verify", "safe.dat");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["The backup has another password. Enter password of the backup:"], run.Questions);
    }

    [Fact]
    public async Task Restore_BringsALostStoreBack()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        await machine.GenerateAsync();
        var export = (await machine.RunAsync("export")).Output;
        await machine.RunAsync("backup", "safe.dat");
        File.Delete(machine.Store);
        Assert.Equal(0, (await machine.RunAsync("backup", "verify", "safe.dat")).ExitCode);

        var run = await machine.RunAsync("restore", "safe.dat");

        Assert.Equal((int)ExitCode.Done, run.ExitCode);
        Assert.Equal(export, (await machine.RunAsync("export")).Output);
    }

    [Fact]
    public async Task Restore_WhenTheBackupIsOlder_WantsToBeTold_AndKeepsWhatItReplaces()
    {
        using var machine = new TestMachine();
        var old = await machine.GenerateAsync();
        await machine.RunAsync("backup", "safe.dat");
        var added = await machine.GenerateAsync();
        var files = machine.Files;

        (await machine.RunAsync("restore", "safe.dat")).Fails(ExitCode.Usage, "--allow-older");
        Assert.Equal(files, machine.Files);

        Assert.Equal(0, (await machine.RunAsync("restore", "safe.dat", "--allow-older")).ExitCode);
        var export = (await machine.RunAsync("export")).Output;
        Assert.Contains(old, export, StringComparison.Ordinal);
        Assert.DoesNotContain(added, export, StringComparison.Ordinal);
        Assert.Contains(added, (await machine.RunAsync("export", $"--path={machine.Store}.replaced.bak")).Output, StringComparison.Ordinal);

        // The restored file is newer than all before, so that nothing takes it for a rollback and the other can be put back.
        Assert.Equal(3, (await ReadGenerationAsync(machine)));
    }

    [Fact]
    public async Task Restore_WhenTheStoreIsLost_StillMindsTheGenerationBesideIt()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        await machine.RunAsync("backup", "safe.dat");
        await machine.GenerateAsync();
        await machine.GenerateAsync();
        File.Delete(machine.Store);

        (await machine.RunAsync("restore", "safe.dat")).Fails(ExitCode.Usage, "--allow-older");
        Assert.Equal(0, (await machine.RunAsync("restore", machine.Store + ".bak")).ExitCode);
    }

    [Fact]
    public async Task Restore_OfADamagedBackupOrTheStoreItself_ChangesNothing()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var path = Path.Combine(machine.WorkingDirectory, "safe.dat");
        var file = await File.ReadAllBytesAsync(machine.Store, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(path, file[..^1], TestContext.Current.CancellationToken);
        var files = machine.Files;

        (await machine.RunAsync("restore", "safe.dat")).Fails(ExitCode.StoreDamaged, "damaged");
        (await machine.RunAsync("restore", machine.Store)).Fails(ExitCode.Usage, "the wallet file itself");
        (await machine.RunAsync("restore", "none.dat")).Fails(ExitCode.NotFound, "No such file");

        Assert.Equal(files, machine.Files);
    }

    private static async Task<long> ReadGenerationAsync(TestMachine machine)
    {
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(machine.Store, TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("generation").GetInt64();
    }
}
