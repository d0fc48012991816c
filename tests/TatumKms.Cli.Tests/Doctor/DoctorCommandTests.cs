using System.Text.Json;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Tests.Commands;
using TatumKms.Cli.Tests.Processes;
using TatumKms.Cli.Tests.Support;
using TatumKms.Sandbox;

namespace TatumKms.Cli.Tests.Doctor;

public class DoctorCommandTests
{
    private const string ApiKey = "t-0123456789";

    [Fact]
    public async Task A_good_installation_has_no_problem_and_exit_code_0()
    {
        using var machine = new TestMachine();
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { ApiKey = ApiKey }, TestContext.Current.CancellationToken);
        machine.Environment[KmsConfiguration.ApiUrlVariable] = sandbox.Url.ToString();
        machine.Environment[KmsConfiguration.ApiKeyVariable] = ApiKey;
        await machine.GenerateAsync();

        var run = await machine.RunAsync("doctor", "--externalUrl", sandbox.ApprovalUrl.ToString());

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("ok", Results(run)["api"]);
        Assert.Equal("ok", Results(run)["approval-server"]);
        Assert.DoesNotContain("problem", Results(run).Values);
        Assert.StartsWith("tatum-kms: Found no problem and ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKey, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(TestMachine.Password, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_is_exit_code_7_and_stands_beside_what_to_do()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("doctor", "--offline");

        Assert.Equal((int)ExitCode.Configuration, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        var key = json.RootElement.EnumerateArray().Single(check => check.GetProperty("check").GetString() == "api-key");
        Assert.Equal(
            ("problem", "There is no API key.", "tatum-kms init asks for it; or set TATUM_API_KEY."),
            (key.GetProperty("result").GetString(), key.GetProperty("found").GetString(), key.GetProperty("fix").GetString()));
        Assert.Contains("Found 1 problem and ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_leaves_out_what_needs_the_network()
    {
        using var machine = new TestMachine();
        await using var api = await RemoteStandIn.StartAsync(RemoteStandIn.Answer(200));
        machine.Environment[KmsConfiguration.ApiUrlVariable] = api.Url.ToString();
        machine.Environment[KmsConfiguration.ApiKeyVariable] = ApiKey;

        var results = Results(await machine.RunAsync("doctor", "--offline"));

        Assert.DoesNotContain(results.Keys, name => name is "api" or "clock" or "approval-server" or "approval-certificate");
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task At_a_terminal_there_is_a_table()
    {
        using var machine = new TestMachine { OutputIsTerminal = true };

        var lines = (await machine.RunAsync("doctor", "--offline")).Output.Split('\n');

        Assert.Matches("^check +result +found +fix$", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("api-key ", StringComparison.Ordinal) && line.Contains("problem", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("wallet-format ", StringComparison.Ordinal) && line.EndsWith("tatum-kms generatemanagedwallet BTC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_changes_nothing_and_without_open_needs_no_password()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        var before = machine.Files;

        var run = await machine.RunAsync("doctor", "--offline");

        Assert.Equal(before, machine.Files);
        Assert.DoesNotContain("open", Results(run).Keys);
    }

    [Fact]
    public async Task Open_tells_what_is_in_the_wallet_file_or_that_the_password_is_wrong()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        await machine.RunAsync("generatemanagedwallet", "ETH");
        await machine.RunAsync("generatemanagedwallet", "ETH");

        Assert.Contains("it holds 1 of BTC, 2 of ETH.", (await machine.RunAsync("doctor", "--offline", "--open")).Output, StringComparison.Ordinal);
        machine.Environment["TATUM_KMS_PASSWORD"] = "another password";
        Assert.Equal("problem", Results(await machine.RunAsync("doctor", "--offline", "--open"))["open"]);
    }

    [Fact]
    public async Task Open_tells_that_a_file_of_the_original_is_to_be_converted()
    {
        using var machine = new TestMachine();
        var plaintext = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", "legacy", "all_chains.json"), TestContext.Current.CancellationToken);
        await ConversionTests.WriteAsync(machine, plaintext);
        var before = machine.Files;

        var run = await machine.RunAsync("doctor", "--offline", "--open");

        Assert.Equal(("warning", "warning"), (Results(run)["open"], Results(run)["wallet-format"]));
        Assert.Contains("conversion from the original's format is pending; every entry is in order.", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, machine.Files);
    }

    [Fact]
    public async Task The_real_process_protects_its_memory()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();

        var results = Results(await KmsProcess.RunAsync(machine, "doctor", "--offline", "--open"));

        Assert.Equal(("ok", "ok", "ok"), (results["core-dumps"], results["attaching"], results["diagnostics-port"]));
        Assert.Equal("ok", results["open"]);
    }

    private static Dictionary<string, string> Results(RunResult run)
    {
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.EnumerateArray().ToDictionary(check => check.GetProperty("check").GetString()!, check => check.GetProperty("result").GetString()!);
    }
}
