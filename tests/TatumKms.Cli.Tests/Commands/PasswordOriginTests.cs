using System.Runtime.Versioning;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

[UnsupportedOSPlatform("windows")]
public class PasswordOriginTests
{
    [Fact]
    public async Task The_option_goes_before_the_environment_its_password_before_its_file_and_that_before_the_credential()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        var right = WriteSecret(machine, "right", TestMachine.Password + "\n");
        var credentials = Directory.CreateDirectory(Path.Combine(machine.Folder, "credentials")).FullName;
        WriteSecret(machine, "credentials/tatum-kms-password", TestMachine.Password);

        machine.Environment["TATUM_KMS_PASSWORD"] = "wrong";
        Assert.Contains(id, (await machine.RunAsync("export", "--password-file", right)).Output, StringComparison.Ordinal);

        machine.Environment["CREDENTIALS_DIRECTORY"] = credentials;
        machine.Environment["TATUM_KMS_PASSWORD_FILE"] = WriteSecret(machine, "wrong file", "wrong");
        (await machine.RunAsync("export")).Fails(ExitCode.WrongPassword, "does not open");

        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        (await machine.RunAsync("export")).Fails(ExitCode.WrongPassword, "does not open");

        machine.Environment["TATUM_KMS_PASSWORD_FILE"] = right;
        Assert.Contains(id, (await machine.RunAsync("export")).Output, StringComparison.Ordinal);

        machine.Environment.Remove("TATUM_KMS_PASSWORD_FILE");
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
    public async Task A_password_file_that_others_can_read_is_refused()
    {
        using var machine = new TestMachine();
        var file = WriteSecret(machine, "open", TestMachine.Password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        (await machine.RunAsync("generatemanagedwallet", "BTC", "--password-file", file)).Fails(ExitCode.Configuration, "chmod 600");
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        machine.Environment["TATUM_KMS_PASSWORD_FILE"] = file;
        (await machine.RunAsync("generatemanagedwallet", "BTC")).Fails(ExitCode.Configuration, "chmod 600");
    }

    private static string WriteSecret(TestMachine machine, string name, string text)
    {
        var path = Path.Combine(machine.Folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        return path;
    }
}
