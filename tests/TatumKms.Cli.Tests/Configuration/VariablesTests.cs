using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Configuration;

public class VariablesTests
{
    [Fact]
    public async Task The_environment_goes_before_the_working_directory_and_that_before_the_home_directory()
    {
        using var machine = new TestMachine();
        Write(Path.Combine(machine.Home, ".tatumrc"), ".env", "TATUM_API_URL=https://home.example");
        Assert.Contains("https://home.example/", await CheckConfigAsync(machine), StringComparison.Ordinal);

        Write(machine.WorkingDirectory, ".env", "TATUM_API_URL=https://work.example");
        Assert.Contains("https://work.example/", await CheckConfigAsync(machine), StringComparison.Ordinal);

        machine.Environment["TATUM_API_URL"] = "https://environment.example";
        Assert.Contains("https://environment.example/", await CheckConfigAsync(machine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_named_file_stands_in_for_that_of_the_home_directory()
    {
        using var machine = new TestMachine();
        Write(Path.Combine(machine.Home, ".tatumrc"), ".env", "TATUM_API_KEY=home");
        Write(machine.WorkingDirectory, "named", "TATUM_API_URL=https://named.example");

        var output = await CheckConfigAsync(machine, "--envFile=named");

        Assert.Contains("https://named.example/", output, StringComparison.Ordinal);
        Assert.Contains("TATUM_API_KEY                    : not set", output, StringComparison.Ordinal);
        Assert.Contains($"Environment vars file            : {Path.Combine(machine.WorkingDirectory, "named")}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_variable_comes_from_the_first_place_that_has_it()
    {
        using var machine = new TestMachine();
        Write(machine.WorkingDirectory, ".env", "TATUM_API_URL=https://work.example");
        Write(Path.Combine(machine.Home, ".tatumrc"), ".env", "TATUM_API_URL=https://home.example\nTATUM_API_KEY=home");

        var output = await CheckConfigAsync(machine);

        Assert.Contains("https://work.example/", output, StringComparison.Ordinal);
        Assert.Contains("TATUM_API_KEY                    : set", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_variable_of_the_environment_hides_that_of_a_file()
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_API_KEY"] = "";
        Write(machine.WorkingDirectory, ".env", "TATUM_API_KEY=work");

        Assert.Contains("TATUM_API_KEY                    : not set", await CheckConfigAsync(machine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_of_a_file_opens_the_store()
    {
        using var machine = new TestMachine();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        Write(machine.WorkingDirectory, ".env", "TATUM_KMS_PASSWORD='pa$$ #words!'");
        var id = await machine.GenerateAsync();

        machine.Environment["TATUM_KMS_PASSWORD"] = "pa$$ #words!";

        Assert.Contains(id, (await machine.RunAsync("export")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_file_that_is_missing_is_an_error_of_configuration()
    {
        using var machine = new TestMachine();

        (await machine.RunAsync("export", "--envFile=none")).Fails(ExitCode.Configuration, "There is no file 'none'.");
    }

    [Fact]
    public async Task Without_a_home_directory_the_wallet_file_must_be_named()
    {
        using var machine = new TestMachine();
        machine.Environment.Remove("HOME");
        machine.Environment.Remove("USERPROFILE");

        (await machine.RunAsync("export")).Fails(ExitCode.Configuration, "no home directory");
        await machine.GenerateAsync("--path=here.dat");

        Assert.True(File.Exists(Path.Combine(machine.WorkingDirectory, "here.dat")));
    }

    private static void Write(string folder, string name, string text) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder).FullName, name), text);

    private static async Task<string> CheckConfigAsync(TestMachine machine, params string[] options) =>
        (await machine.RunAsync(["checkconfig", .. options])).Output;
}
