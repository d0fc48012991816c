using System.Text.RegularExpressions;
using TatumKms.Chains;
using TatumKms.Cli.Tests.Support;
using TatumKms.Cryptography.Curves;
using TatumKms.Daemon.Policy;

namespace TatumKms.Cli.Tests.Commands;

public partial class PolicyTests
{
    [Fact]
    public async Task The_policy_that_init_prints_passes_the_check()
    {
        using var machine = new TestMachine();
        var printed = (await machine.RunAsync("policy", "init")).Output;

        var run = await CheckAsync(machine, printed);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("\"rules\": 6,\n  \"sha256\": \"[0-9a-f]{64}\",\n  \"findings\": \\[\\]", run.Output);
        Assert.Contains("The policy can be used.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_makes_no_sense_is_told_with_what_it_is()
    {
        using var machine = new TestMachine();

        var run = await CheckAsync(machine, """{"version": 1, "lists": {"us": []}, "rules": []}""");

        Assert.Equal((int)ExitCode.Configuration, run.ExitCode);
        Assert.Contains("The list 'us' is empty.", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 things in it make no sense", run.Error, StringComparison.Ordinal);
        Assert.Contains("something in it makes no sense", (await CheckAsync(machine, """{"version": 1, "rules": []}""")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_a_policy_is_told_with_its_place()
    {
        using var machine = new TestMachine();

        (await CheckAsync(machine, "{\n  \"version\": 1,\n  \"rulez\": []\n}")).Fails(ExitCode.Configuration, "policy.json, line 1, column 1: 'rules' is missing.");
    }

    [Fact]
    public async Task A_policy_that_is_not_there_is_told()
    {
        using var machine = new TestMachine();

        (await machine.RunAsync("policy", "check", "nowhere.json")).Fails(ExitCode.Configuration, "nowhere.json cannot be read");
    }

    [Fact]
    public async Task Policy_alone_says_what_is_missing()
    {
        using var machine = new TestMachine();

        (await machine.RunAsync("policy")).Fails(ExitCode.Usage, "What to do about policies is missing.");
    }

    [Fact]
    public async Task Freeze_puts_a_file_beside_the_journal_and_unfreeze_takes_it_away()
    {
        using var machine = new TestMachine();
        machine.Environment.Remove("TATUM_KMS_PASSWORD");
        var freeze = new FreezeSwitch(Path.GetDirectoryName(machine.Store)!);

        var first = await machine.RunAsync("freeze", "--reason", "drill");
        Assert.Equal((0, ""), (first.ExitCode, first.Output));
        Assert.Contains($"Signing is frozen by {freeze.FilePath}.", first.Error, StringComparison.Ordinal);
        Assert.Equal((true, "drill"), (freeze.IsFrozen, freeze.Reason));
        Assert.Contains("was frozen before", (await machine.RunAsync("freeze")).Error, StringComparison.Ordinal);

        Assert.Contains("Signing goes on.", (await machine.RunAsync("unfreeze")).Error, StringComparison.Ordinal);
        Assert.False(freeze.IsFrozen);
        Assert.Contains("Signing was not frozen", (await machine.RunAsync("unfreeze")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_is_short_and_visible()
    {
        using var machine = new TestMachine();

        (await machine.RunAsync("freeze", "--reason", new string('x', 301))).Fails(ExitCode.Usage, "longer than 300 characters");
        (await machine.RunAsync("freeze", "--reason", "a\u001bb")).Fails(ExitCode.Usage, "cannot be seen");
        Assert.DoesNotContain(machine.Files, file => file.Contains(FreezeSwitch.FileName, StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_can_name_every_chain()
    {
        var chains = ChainsRegistration.CreateChains(Secp256k1.CreateBest(), new ChainOptions()).Select(chain => chain.Id.Code);

        Assert.Equal(chains.Order(StringComparer.Ordinal), Coins.Chains);
    }

    [Fact]
    public void The_examples_of_the_page_are_policies_that_make_sense()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "policy.md"));
        var examples = Examples().Matches(page).Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(2, examples.Length);
        Assert.All(examples, example => Assert.Empty(PolicyDocument.Parse(System.Text.Encoding.UTF8.GetBytes(example), "policy.md").Findings()));
    }

    private static async Task<RunResult> CheckAsync(TestMachine machine, string policy)
    {
        var file = Path.Combine(machine.WorkingDirectory, "policy.json");
        await File.WriteAllTextAsync(file, policy, TestContext.Current.CancellationToken);
        return await machine.RunAsync("policy", "check", file);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TatumKms.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("(?s)```jsonc\n(.*?)```")]
    private static partial Regex Examples();
}
