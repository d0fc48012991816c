using System.Runtime.Versioning;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

[UnsupportedOSPlatform("windows")]
public class PasswordOriginTests
{
    [Fact]
    public async Task The_option_goes_before_the_environment_and_that_before_the_credential()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        var right = WriteSecret(machine, "right", TestMachine.Password + "\n");
        var credentials = Directory.CreateDirectory(Path.Combine(machine.Folder, "credentials")).FullName;
        WriteSecret(machine, "credentials/tatum-kms-password", TestMachine.Password);

        machine.Environment["TATUM_KMS_PASSWORD"] = "wrong";
        Assert.Contains(id, (await machine.RunAsync("export", "--password-file", right)).Output, StringComparison.Ordinal);

        machine.Environment["CREDENTIALS_DIRECTORY"] = credentials;
        (await machine.RunAsync("export")).Fails(ExitCode.WrongPassword, "does not open");

        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        Assert.Contains(id, (await machine.RunAsync("export")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_file_that_is_not_there_is_an_error_of_configuration()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();

        (await machine.RunAsync("export", "--passwordFile=none")).Fails(ExitCode.Configuration, "cannot be read");
    }

    [Fact]
    public async Task A_password_file_that_others_can_read_brings_a_warning()
    {
        using var machine = new TestMachine();
        var file = WriteSecret(machine, "open", TestMachine.Password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var run = await machine.RunAsync("generatemanagedwallet", "BTC", "--password-file", file);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("chmod 600", run.Error, StringComparison.Ordinal);
    }

    private static string WriteSecret(TestMachine machine, string name, string text)
    {
        var path = Path.Combine(machine.Folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        return path;
    }
}
