using Microsoft.AspNetCore.Http;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Passwords;

public class SecretManagerTests
{
    // The password is TestMachine.Password.
    private const string OfVault = """{"data":{"data":{"password":"correct horse"},"metadata":{"version":1}}}""";
    private const string OfVgs = """{"data":[{"value":"correct horse"}]}""";
    private const string OfAws = """{"Name":"kms","SecretString":"{\"password\":\"correct horse\"}"}""";

    [Theory]
    [InlineData("--vault", OfVault, "/v1/secret/data/tatum-kms")]
    [InlineData("--vgs", OfVgs, "/aliases/tok_live_1")]
    [InlineData("--aws", OfAws, "/")]
    public async Task The_option_takes_the_password_from_the_manager_whatever_else_is_set(string option, string answer, string path)
    {
        await using var manager = await ManagerStandIn.StartAsync(answer);
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        SetUp(machine, manager.Address);
        machine.Environment["TATUM_KMS_PASSWORD"] = "not that of the store";

        Assert.Contains(id, (await machine.RunAsync("export", option)).Output, StringComparison.Ordinal);
        Assert.Equal([path], manager.Paths);
    }

    [Theory]
    [InlineData("getaddress {0} 0 --testnet")]
    [InlineData("getprivatekey {0} 0 --testnet")]
    [InlineData("getmanagedwallet {0}")]
    [InlineData("list")]
    [InlineData("label {0} mine")]
    [InlineData("report {0}")]
    [InlineData("generatemanagedwallet BTC --testnet")]
    [InlineData("generatemanagedprivatekeybatch BTC 2 --testnet")]
    [InlineData("backup copy.dat")]
    [InlineData("removewallet {0} --yes")]
    public async Task Every_command_that_opens_the_store_asks_the_manager_once(string line)
    {
        await using var manager = await ManagerStandIn.StartAsync(OfVault);
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        SetUp(machine, manager.Address);

        var run = await machine.RunAsync([.. line.Replace("{0}", id, StringComparison.Ordinal).Split(' '), "--vault"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Single(manager.Paths);
    }

    [Fact]
    public async Task A_new_store_gets_the_password_of_the_manager()
    {
        await using var manager = await ManagerStandIn.StartAsync(OfVault.Replace(TestMachine.Password, "another password", StringComparison.Ordinal));
        using var machine = new TestMachine();
        SetUp(machine, manager.Address);

        var id = await machine.GenerateAsync("--vault");

        machine.Environment["TATUM_KMS_PASSWORD"] = "another password";
        Assert.Contains(id, (await machine.RunAsync("export")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_manager_fails_no_other_source_is_tried()
    {
        await using var manager = await ManagerStandIn.StartAsync("{}", StatusCodes.Status403Forbidden);
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        SetUp(machine, manager.Address);

        (await machine.RunAsync("export", "--vault")).Fails(ExitCode.Configuration, "HashiCorp Vault denies access");
    }

    [Fact]
    public async Task A_manager_that_cannot_be_reached_has_the_exit_code_of_a_network()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        await using (var manager = await ManagerStandIn.StartAsync(""))
        {
            SetUp(machine, manager.Address);
        }

        (await machine.RunAsync("export", "--vgs")).Fails(ExitCode.Api, "cannot be reached");
    }

    [Fact]
    public async Task The_identity_of_a_machine_at_Google_is_asked_for_where_its_variable_says()
    {
        await using var metadata = await ManagerStandIn.StartAsync("", StatusCodes.Status404NotFound);
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        machine.Environment["TATUM_KMS_GCP_SECRET"] = "projects/p/secrets/s";
        machine.Environment["GCE_METADATA_HOST"] = metadata.Address.Authority;

        (await machine.RunAsync("export", "--gcp")).Fails(ExitCode.Configuration, "tatum-kms: error: ");
        Assert.Equal("/computeMetadata/v1/instance/service-accounts/default/token", Assert.Single(metadata.Paths));
    }

    [Fact]
    public async Task An_address_of_a_key_vault_that_is_none_is_refused()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        machine.Environment["TATUM_KMS_AZURE_VAULTURL"] = "http://localhost";
        machine.Environment["TATUM_KMS_AZURE_SECRETNAME"] = "wallet";

        (await machine.RunAsync("export", "--azure")).Fails(ExitCode.Configuration, "TATUM_KMS_AZURE_VAULTURL");
    }

    [Theory]
    [InlineData("--aws", "TATUM_KMS_AWS_SECRET_NAME")]
    [InlineData("--azure", "TATUM_KMS_AZURE_VAULTURL")]
    [InlineData("--vgs", "TATUM_KMS_VGS_USERNAME")]
    [InlineData("--vault", "VAULT_ADDR")]
    [InlineData("--gcp", "TATUM_KMS_GCP_SECRET")]
    public async Task Without_a_terminal_a_missing_setting_is_named(string option, string variable)
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();

        (await machine.RunAsync("export", option)).Fails(ExitCode.Configuration, $"{variable} is not set");
    }

    [Fact]
    public async Task At_a_terminal_missing_settings_are_asked_for_and_secrets_are_not_shown()
    {
        await using var manager = await ManagerStandIn.StartAsync(OfVgs);
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        machine.Environment["TATUM_KMS_VGS_URL"] = manager.Address.ToString();
        machine.Typed = [" US1 ", "geheim", "tok_live_1"];

        var run = await machine.RunAsync("getaddress", id, "0", "--testnet", "--vgs");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            [
                "Enter username to VGS Vault API (or set env var TATUM_KMS_VGS_USERNAME):(echo)",
                "Enter password to VGS Vault API (or set env var TATUM_KMS_VGS_PASSWORD):",
                "Enter alias to obtain from VGS Vault API (or set env var TATUM_KMS_VGS_ALIAS):(echo)",
            ],
            run.Questions);
    }

    [Fact]
    public async Task Nothing_entered_is_no_setting()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        machine.Typed = ["US1", ""];

        (await machine.RunAsync("export", "--vgs")).Fails(ExitCode.Usage, "Set TATUM_KMS_VGS_PASSWORD");
    }

    [Fact]
    public async Task The_token_of_vault_login_is_found_in_the_home_directory()
    {
        await using var manager = await ManagerStandIn.StartAsync(OfVault);
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        SetUp(machine, manager.Address);
        machine.Environment.Remove("VAULT_TOKEN");
        var file = Path.Combine(machine.Home, ".vault-token");
        await File.WriteAllTextAsync(file, "hvs.file", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }

        Assert.Contains(id, (await machine.RunAsync("export", "--vault")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_AppRole_goes_before_a_token()
    {
        await using var manager = await ManagerStandIn.StartAsync($$"""{"auth":{"client_token":"hvs.role"},{{OfVault[1..]}}""");
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        SetUp(machine, manager.Address);
        machine.Environment["TATUM_KMS_VAULT_ROLE_ID"] = "role";
        machine.Environment["TATUM_KMS_VAULT_SECRET_ID"] = "secret";
        machine.Environment["TATUM_KMS_VAULT_APPROLE_MOUNT"] = "team";

        Assert.Equal(0, (await machine.RunAsync("export", "--vault")).ExitCode);
        Assert.Equal(["/v1/auth/team/login", "/v1/secret/data/tatum-kms", "/v1/auth/token/revoke-self"], manager.Paths);
    }

    [Theory]
    [InlineData("--aws", "--vault")]
    [InlineData("--azure", "--gcp")]
    [InlineData("--vgs", "--password-file=x")]
    public async Task Two_sources_are_refused_before_anything_else(string one, string another)
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("generatemanagedwallet", "BTC", another, one);

        run.Fails(ExitCode.Usage, one);
        Assert.Contains(another.Split('=')[0], run.Error, StringComparison.Ordinal);
        Assert.Empty(machine.Files);
    }

    [Fact]
    public async Task A_manager_that_is_switched_off_is_not_asked()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();

        Assert.Contains(id, (await machine.RunAsync("export", "--vault=false", "--aws=false")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckConfig_names_the_manager_and_shows_no_setting()
    {
        using var machine = new TestMachine();
        SetUp(machine, new Uri("http://127.0.0.1:1/"));

        var output = (await machine.RunAsync("checkconfig", "--vault")).Output;

        Assert.Contains("Wallet store type                : VAULT\n", output, StringComparison.Ordinal);
        Assert.Contains("Password comes from              : HashiCorp Vault (--vault)\n", output, StringComparison.Ordinal);
        Assert.Contains("VAULT_TOKEN                      : set\nTATUM_KMS_VAULT_TOKEN_FILE       : not set\n", output, StringComparison.Ordinal);
        Assert.Contains("TATUM_KMS_VGS_PASSWORD           : set\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangePassword_says_that_the_manager_has_to_know()
    {
        await using var manager = await ManagerStandIn.StartAsync(OfVault);
        using var machine = new TestMachine { Input = "another password\n" };
        await machine.GenerateAsync();
        SetUp(machine, manager.Address);

        var run = await machine.RunAsync("changepassword", "--vault");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Put the new password into HashiCorp Vault (--vault), too", run.Error, StringComparison.Ordinal);
    }

    private static void SetUp(TestMachine machine, Uri address)
    {
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["VAULT_ADDR"] = address.ToString(),
            ["VAULT_TOKEN"] = "hvs.geheim",
            ["TATUM_KMS_VAULT_PATH"] = "secret/tatum-kms",
            ["TATUM_KMS_VGS_URL"] = address.ToString(),
            ["TATUM_KMS_VGS_USERNAME"] = "US1",
            ["TATUM_KMS_VGS_PASSWORD"] = "geheim",
            ["TATUM_KMS_VGS_ALIAS"] = "tok_live_1",
            ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = address.ToString(),
            ["AWS_REGION"] = "eu-central-1",
            ["TATUM_KMS_AWS_SECRET_NAME"] = "kms",
            ["TATUM_KMS_AWS_SECRET_KEY"] = "password",
            ["TATUM_KMS_AWS_ACCESS_KEY_ID"] = "AKIAEXAMPLE",
            ["TATUM_KMS_AWS_SECRET_ACCESS_KEY"] = "geheim",
        })
        {
            machine.Environment[name] = value;
        }
    }
}
