using System.Runtime.Versioning;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

[UnsupportedOSPlatform("windows")]
public class ChangePasswordTests
{
    private const string Next = "another long password";

    [Fact]
    public async Task ChangePassword_AtATerminal_AsksForTheOldOnceAndTheNewTwice()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        machine.Typed = [TestMachine.Password, Next, Next];

        var run = await machine.RunAsync("changepassword");

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            ["Enter password to access wallet store (or set env var TATUM_KMS_PASSWORD):", "Enter new password for wallet store:", "Enter the same password again:"],
            run.Questions);
        Assert.Contains($"'{machine.Store}.bak'", run.Error, StringComparison.Ordinal);
        machine.Environment["TATUM_KMS_PASSWORD"] = TestMachine.Password;
        (await machine.RunAsync("export")).Fails(ExitCode.WrongPassword, "does not open");
        Assert.Contains(id, (await machine.RunAsync("export", $"--path={machine.Store}.bak")).Output, StringComparison.Ordinal);
        machine.Environment["TATUM_KMS_PASSWORD"] = Next;
        Assert.Contains(id, (await machine.RunAsync("export")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangePassword_TakesTheNewOneFromAFileOrALineOfStandardInput()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var file = Path.Combine(machine.WorkingDirectory, "new");
        await File.WriteAllTextAsync(file, Next + "\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);

        Assert.Equal(0, (await machine.RunAsync("changepassword", "--new-password-file=new")).ExitCode);
        machine.Environment["TATUM_KMS_PASSWORD"] = Next;
        machine.Input = TestMachine.Password + "\n";
        Assert.Equal(0, (await machine.RunAsync("changepassword")).ExitCode);

        machine.Environment["TATUM_KMS_PASSWORD"] = TestMachine.Password;
        Assert.Equal(0, (await machine.RunAsync("export")).ExitCode);
    }

    [Theory]
    [InlineData(TestMachine.Password, "is the one that the wallet store has")]
    [InlineData("short", "12 are the least")]
    [InlineData("", "must not be empty")]
    public async Task ChangePassword_WhenTheNewOneIsNoGood_ChangesNothing(string next, string sentence)
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var files = machine.Files;
        machine.Input = next + "\n";

        (await machine.RunAsync("changepassword")).Fails(ExitCode.Usage, sentence);

        Assert.Equal(files, machine.Files);
    }

    [Fact]
    public async Task ChangePassword_WhenTheOldOneIsWrong_DoesNotAskForTheNew()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        machine.Environment["TATUM_KMS_PASSWORD"] = "wrong";
        machine.Typed = [Next, Next];

        var run = (await machine.RunAsync("changepassword")).Fails(ExitCode.WrongPassword, "does not open");

        Assert.Empty(run.Questions);
    }

    [Fact]
    public async Task ChangePassword_WhenThereIsNoStore_MakesNone()
    {
        using var machine = new TestMachine();

        (await machine.RunAsync("changepassword")).Fails(ExitCode.NotFound, "No such wallet file");

        Assert.Empty(machine.Files);
    }
}
