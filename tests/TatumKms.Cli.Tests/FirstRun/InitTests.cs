using TatumKms.Cli.Configuration;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.FirstRun;

public class InitTests
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string[] Complete = ["init", "--testnet", "--password-from=file", "--api-key-from=environment"];

    [Fact]
    public async Task At_a_terminal_each_answer_is_asked_for_with_its_default_and_the_key_is_not_shown()
    {
        using var machine = new TestMachine { Typed = ["", "", "btc, ETH", "https://approve.internal/tx", "", "", "", "", "t-0123"] };

        var run = await machine.RunAsync("init");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "Wallet file [~/.tatumrc/wallet.dat]: (echo)",
                "Network, mainnet or testnet [mainnet]: (echo)",
                "Chains to sign for, separated by commas [all]: (echo)",
                "URL of the second pair of eyes, which approves each transaction: (echo)",
                "How it is asked: GET, POST or SIGNED [GET]: (echo)",
                "Where the password comes from: question, file, environment, systemd, aws, azure, gcp, vault or vgs [question]: (echo)",
                "Folder that backups are put into [none]: (echo)",
                "Where the Tatum API key comes from: stdin, to type it now and keep it in the file, or environment [stdin]: (echo)",
                "Tatum API key, which is not shown:",
            ],
            run.Questions);
        Assert.DoesNotContain("t-0123", run.Output + run.Error, StringComparison.Ordinal);
        var written = DotEnv.Parse(await ReadAsync(machine));
        Assert.Equal(
            [
                KeyValuePair.Create("TATUM_KMS_PATH", machine.Store),
                KeyValuePair.Create("TATUM_KMS_NETWORK", "mainnet"),
                KeyValuePair.Create("TATUM_KMS_CHAIN", "BTC,ETH"),
                KeyValuePair.Create("TATUM_KMS_EXTERNAL_URL", "https://approve.internal/tx"),
                KeyValuePair.Create("TATUM_KMS_EXTERNAL_URL_METHOD", "GET"),
                KeyValuePair.Create("TATUM_API_KEY", "t-0123"),
            ],
            written);
    }

    [Fact]
    public async Task What_is_written_is_what_the_other_commands_work_with()
    {
        using var machine = new TestMachine { Input = "t-0123\n" };
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        var store = Path.Combine(machine.Folder, "my wallets", "it's #1.dat");

        var run = await machine.RunAsync("init", "--testnet", "--path", store, "--password-from=file", "--api-key-from=stdin");
        Assert.Equal(0, run.ExitCode);
        machine.Input = "";

        var shown = (await machine.RunAsync("checkconfig")).Output;
        Assert.Contains($": {store}\n", shown, StringComparison.Ordinal);
        Assert.Contains("TATUM_API_KEY                    : set\n", shown, StringComparison.Ordinal);
        Assert.Contains($"Password comes from              : file '{machine.Home}/.config/tatum-kms/password'", shown, StringComparison.Ordinal);
        Assert.Equal(0, (await machine.RunAsync("generatemanagedwallet", "BTC")).ExitCode);
        Assert.Contains("\"testnet\": true", (await machine.RunAsync("list")).Output, StringComparison.Ordinal);
        Assert.True(File.Exists(store));
    }

    [Fact]
    public async Task The_files_are_their_owners_alone_and_the_password_is_another_each_time()
    {
        using var one = new TestMachine();
        using var other = new TestMachine();
        var passwords = new HashSet<string>();
        foreach (var machine in new[] { one, other })
        {
            var password = (await machine.RunAsync(Complete)).Json("newPasswordFile");
            foreach (var file in new[] { password, EnvFile(machine) })
            {
                Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == OwnersFile);
            }

            passwords.Add(await File.ReadAllTextAsync(password, TestContext.Current.CancellationToken));
        }

        Assert.Equal(2, passwords.Count);
        Assert.All(passwords, password => Assert.Matches("^[A-Za-z0-9_-]{43}\n$", password));
    }

    [Fact]
    public async Task A_password_file_that_is_there_is_used_as_it_is()
    {
        using var machine = new TestMachine();
        var file = Path.Combine(machine.Folder, "password");
        await File.WriteAllTextAsync(file, "geheime Worte", TestContext.Current.CancellationToken);

        var run = await machine.RunAsync("init", "--testnet", "--password-file", file, "--api-key-from=environment");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"newPasswordFile\": null", run.Output, StringComparison.Ordinal);
        Assert.Equal("geheime Worte", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_asked_and_everything_that_is_missing_is_named()
    {
        using var machine = new TestMachine { Input = "t-0123\n" };
        var before = machine.Files;

        (await machine.RunAsync("init")).Fails(ExitCode.Usage, "answers are missing: --externalUrl, --password-from, --api-key-from.");
        (await machine.RunAsync("init", "--testnet", "--api-key-from=stdin", "--password-from=azure"))
            .Fails(ExitCode.Usage, "missing: --password-settings=TATUM_KMS_AZURE_VAULTURL=…, --password-settings=TATUM_KMS_AZURE_SECRETNAME=….");

        Assert.Equal(before, machine.Files);
    }

    [Theory]
    [InlineData("--password-from=nowhere", "cannot come from there")]
    [InlineData("--api-key-from=mail", "neither stdin nor environment")]
    [InlineData("--externalUrl=ftp://x", "not an http or https URL")]
    [InlineData("--externalUrl=http://approve.internal/tx", "must begin with https://")]
    [InlineData("--externalUrl=https://me:geheim@approve.internal/tx", "neither a user name or password")]
    [InlineData("--chain=BTC,XYZ", "Supported are")]
    [InlineData("--externalUrl=https://x --externalUrlMethod=MAIL", "neither GET, POST nor SIGNED")]
    [InlineData("--approval-key-file=key", "of no use without signed approvals")]
    [InlineData("--password-from=aws --password-settings=VAULT_ADDR=x", "does not have here")]
    [InlineData("--password-from=aws --password-settings=TATUM_KMS_AWS_SECRET_ACCESS_KEY=x", "secrets stay in the environment")]
    [InlineData("--password-from=aws --password-settings=TATUM_KMS_AWS_SECRET_NAME", "not a list of NAME=VALUE")]
    [InlineData("--password-from=question --password-settings=VAULT_ADDR=x", "of no use without a secret manager")]
    [InlineData("--password-from=question --password-file=x", "two sources of one password")]
    [InlineData("--apiKey=t-0123", "does not belong to the command init")]
    public async Task A_wrong_answer_is_refused_and_nothing_is_written(string options, string part)
    {
        using var machine = new TestMachine();
        var before = machine.Files;
        string[] rest = [.. new[] { "--testnet", "--password-from=file", "--api-key-from=environment" }
            .Where(option => !options.Contains(option.Split('=')[0], StringComparison.Ordinal))];

        var run = (await machine.RunAsync(["init", .. rest, .. options.Split(' ')])).Fails(ExitCode.Usage, part);

        Assert.DoesNotContain("geheim", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, machine.Files);
    }

    [Fact]
    public async Task A_wrong_answer_at_the_terminal_is_asked_for_again_three_times_at_most()
    {
        using var machine = new TestMachine { Typed = ["", "testnet", "XYZ", "BTC", "", "", "", "environment"] };
        var run = await machine.RunAsync("init");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Questions.Count(question => question.StartsWith("Chains", StringComparison.Ordinal)));
        Assert.Contains("TATUM_KMS_CHAIN=BTC\n", await ReadAsync(machine), StringComparison.Ordinal);

        using var other = new TestMachine { Typed = ["", "mars", "venus", "pluto"] };
        (await other.RunAsync("init")).Fails(ExitCode.Usage, "neither mainnet nor testnet");
        Assert.False(File.Exists(EnvFile(other)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("t 0123")]
    [InlineData("t-'0123")]
    [InlineData("t-0123#")]
    public async Task A_text_that_is_no_key_is_refused_and_nothing_is_written(string key)
    {
        using var machine = new TestMachine { Input = key + "\n" };
        var before = machine.Files;

        (await machine.RunAsync("init", "--testnet", "--password-from=file", "--api-key-from=stdin")).Fails(ExitCode.Usage, "That is no API key");

        Assert.Equal(before, machine.Files);
    }

    [Fact]
    public async Task A_file_that_is_there_is_kept_unless_force_is_given_and_then_under_another_name()
    {
        using var machine = new TestMachine();
        await machine.RunAsync(Complete);
        var first = await ReadAsync(machine);

        (await machine.RunAsync([.. Complete, "--chain=ETH"])).Fails(ExitCode.Usage, "already. It was not written over.");
        Assert.Equal(first, await ReadAsync(machine));

        var run = await machine.RunAsync([.. Complete, "--chain=ETH", "--force"]);
        Assert.Equal(EnvFile(machine) + ".bak", run.Json("kept"));
        Assert.Equal(first, await File.ReadAllTextAsync(EnvFile(machine) + ".bak", TestContext.Current.CancellationToken));
        Assert.Contains("TATUM_KMS_CHAIN=ETH\n", await ReadAsync(machine), StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(EnvFile(machine) + ".bak") == OwnersFile);
    }

    [Fact]
    public async Task A_named_file_is_written_and_named_in_what_to_do_next()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync([.. Complete, "--envFile=kms.env"]);

        Assert.Equal(Path.Combine(machine.WorkingDirectory, "kms.env"), run.Json("envFile"));
        Assert.Contains($"tatum-kms doctor --envFile={machine.WorkingDirectory}/kms.env\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aws", "TATUM_KMS_AWS_SECRET_NAME=kms,TATUM_KMS_AWS_REGION=eu-west-1", "AWS")]
    [InlineData("azure", "TATUM_KMS_AZURE_VAULTURL=https://v.vault.azure.net,TATUM_KMS_AZURE_SECRETNAME=kms", "AZURE")]
    [InlineData("vgs", "TATUM_KMS_VGS_USERNAME=me,TATUM_KMS_VGS_ALIAS=tok", "VGS")]
    [InlineData("vault", "VAULT_ADDR=https://vault.internal:8200,TATUM_KMS_VAULT_PATH=secret/kms", "VAULT")]
    [InlineData("gcp", "TATUM_KMS_GCP_SECRET=projects/p/secrets/s", "GCP")]
    public async Task A_secret_manager_is_set_up_with_its_settings(string source, string settings, string shown)
    {
        using var machine = new TestMachine();

        Assert.Equal(0, (await machine.RunAsync("init", "--testnet", $"--password-from={source}", $"--password-settings={settings}", "--api-key-from=environment")).ExitCode);

        var text = await ReadAsync(machine);
        Assert.All(settings.Split(','), setting => Assert.Contains($"{setting}\n", text, StringComparison.Ordinal));
        Assert.Contains($"Wallet store type                : {shown}\n", (await machine.RunAsync("checkconfig")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_of_a_secret_manager_are_asked_for_at_a_terminal()
    {
        using var machine = new TestMachine { Typed = ["", "testnet", "", "", "gcp", "projects/p/secrets/s", "", "none", "", "environment"] };

        var run = await machine.RunAsync("init");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("The secret, as projects/PROJECT/secrets/SECRET: (echo)", run.Questions);
        var text = await ReadAsync(machine);
        Assert.Contains("TATUM_KMS_GCP_SECRET=projects/p/secrets/s\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("GOOGLE_APPLICATION_CREDENTIALS", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_the_environment_overrules_is_told()
    {
        using var machine = new TestMachine();
        machine.Environment["TATUM_KMS_NETWORK"] = "mainnet";

        Assert.Contains("warning: TATUM_KMS_NETWORK is set in the environment, too", (await machine.RunAsync(Complete)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_takes_the_new_password_file_with_it()
    {
        using var machine = new TestMachine();
        var password = Path.Combine(machine.Folder, "password");

        (await machine.RunAsync([.. Complete, "--password-file", password, "--envFile=/proc/kms.env"])).Fails(ExitCode.InputOutput, "/proc/kms.env");

        Assert.False(File.Exists(password));
    }

    private static string EnvFile(TestMachine machine) => Path.Combine(machine.Home, ".tatumrc", ".env");

    private static Task<string> ReadAsync(TestMachine machine) => File.ReadAllTextAsync(EnvFile(machine), TestContext.Current.CancellationToken);
}
