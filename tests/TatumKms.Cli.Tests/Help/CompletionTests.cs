using TatumKms.Cli.Help.Completion;
using TatumKms.Cli.Tests.Processes;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Help;

/// <summary>The scripts in the shells that they are for.</summary>
public class CompletionTests
{
    private const string Id = "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11", Other = "7d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11";

    /// <summary>What is typed before the tab, and the word that it becomes. In each case there is one answer.</summary>
    private static readonly (string Typed, string Word)[] Lines =
    [
        ("dae", "daemon"),
        ("backup verify ./wal", "./wallet.copy"),
        ("backup ver", "verify"),
        ("--path x audit v", "verify"),
        ("--path=x --testnet audit v", "verify"),
        ("--testnet=false che", "checkconfig"),
        ("generatewallet LT", "LTC"),
        ("daemon --chain=BTC,ET", "--chain=BTC,ETH"),
        ("daemon --chain BTC,ET", "BTC,ETH"),
        ("daemon --log-level=w", "--log-level=warning"),
        ("daemon --logLevel w", "warning"),
        ("daemon --external-url-m", "--external-url-method"),
        ("daemon --externalUrlMethod=S", "--externalUrlMethod=SIGNED"),
        ("--testnet=f", "--testnet=false"),
        ("daemon --log-file=./wal", "--log-file=./wallet.copy"),
        ("list --out", "--output"),
        ("list --output=t", "--output=table"),
        ("list --log-f", "--log-f"),
        ("help exit", "exit-codes"),
        ("completion p", "powershell"),
        ($"getaddress {Id[..4]}", Id),
        ($"daemon --wallets={Id},{Other[..4]}", $"--wallets={Id},{Other}"),
        ($"getaddress {Id} {Other[..4]}", Other[..4]),
    ];

    [Theory]
    [InlineData("bash", "--noprofile --rcfile ./profile -i")]
    [InlineData("zsh", "-d -i")]
    public async Task A_word_that_is_begun_is_completed_at_the_prompt(string shell, string arguments)
    {
        Tools.Require(shell);
        using var machine = await CreateMachineAsync(shell);
        var load = shell == "zsh" ? "autoload -U compinit\ncompinit -u -D\nunsetopt prompt_sp\n" : "bind 'set bell-style none'\n";
        var profile = $"{load}source ./script\ntatum-kms() {{ printf 'got:%s:\\n' \"${{@: -1}}\"; }}\nPS1='READY> '\n";
        await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, shell == "zsh" ? ".zshrc" : "profile"), profile, TestContext.Current.CancellationToken);
        machine.Environment["ZDOTDIR"] = machine.WorkingDirectory;
        using var terminal = new PseudoTerminal(machine, $"{shell} {arguments}");

        await terminal.ShowsAsync("READY> ");
        foreach (var (typed, _) in Lines)
        {
            await terminal.TypeAsync($"tatum-kms {typed}\t\n");
            await terminal.ShowsAsync("READY> ");
        }

        await terminal.TypeAsync("exit\n");
        await terminal.EndAsync();
        Assert.Equal(
            Lines.Select(line => line.Word),
            terminal.Screen.Split('\n').Where(line => line.StartsWith("got:", StringComparison.Ordinal)).Select(line => line.Trim()[4..^1]));
    }

    [Fact]
    public async Task Fish_offers_the_same()
    {
        Tools.Require("fish");
        using var machine = await CreateMachineAsync("fish");
        var questions = string.Concat(Lines.Select(line => $"echo '{line.Typed} => '(complete -C 'tatum-kms {line.Typed}' | string replace -r '\\t.*' '' | string join ' ')\n"));
        await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, "questions"), "source ./script\n" + questions, TestContext.Current.CancellationToken);

        var run = await KmsProcess.EndAsync(KmsProcess.Start(machine, "fish", ["--no-config", "questions"]), "");

        // Where nothing fits, the prompts of the others keep what was typed and fish prints nothing; switches take no value in it.
        var expected = Lines.Where(line => !line.Typed.EndsWith(line.Word, StringComparison.Ordinal) && line.Typed != "--testnet=f").Select(line => $"{line.Typed} => {line.Word}");
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Equal(expected, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Bash_offers_every_command_part_chain_and_option()
    {
        Tools.Require("bash");
        using var machine = await CreateMachineAsync("bash");
        using var everything = new Everything(machine);

        Assert.Equal(everything.Root.Subcommands.Select(command => command.Name), await AskBashAsync(machine, ""));
        Assert.Equal(everything.Commands.Single(command => command.FullName == "policy").Subcommands.Select(part => part.Name), await AskBashAsync(machine, "policy", ""));
        Assert.Equal(everything.Chains, await AskBashAsync(machine, "generatewallet", ""));
        foreach (var command in everything.Commands)
        {
            Assert.Equal(
                command.OptionsOf(everything.Known).Select(option => option.Name).Distinct(),
                await AskBashAsync(machine, [.. command.FullName.Split(' '), "--"]));
        }
    }

    [Fact]
    public async Task No_id_is_offered_unless_the_user_keeps_a_list_of_them()
    {
        Tools.Require("bash");
        using var machine = await CreateMachineAsync("bash");

        Assert.Equal([Id, Other], await AskBashAsync(machine, "getaddress", ""));
        machine.Environment.Remove("TATUM_KMS_COMPLETION_IDS");

        Assert.Empty(await AskBashAsync(machine, "getaddress", ""));
    }

    [Fact]
    public async Task Bash_completes_a_file_whose_name_has_blanks_and_marks()
    {
        Tools.Require("bash");
        using var machine = await CreateMachineAsync("bash");
        await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, "odd * name"), "", TestContext.Current.CancellationToken);

        Assert.Equal(["odd * name"], await AskBashAsync(machine, "restore", "odd"));
    }

    [Theory]
    [InlineData("bash", "-n")]
    [InlineData("zsh", "-n")]
    [InlineData("fish", "-n")]
    public async Task The_script_has_no_mistake_that_the_shell_knows(string shell, string check)
    {
        Tools.Require(shell);
        using var machine = await CreateMachineAsync(shell);

        var run = await KmsProcess.EndAsync(KmsProcess.Start(machine, shell, [check, "script"]), "");

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task PowerShells_script_has_every_command_and_option_once_and_closes_what_it_opens()
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);

        var script = (await machine.RunAsync("completion", "powershell")).Output;

        var table = script.Split("$commands = ")[1].Split("\n    }\n")[0];
        Assert.Equal(everything.Commands.Select(command => $"'{command.FullName}' = ''"), table.Split('\n').Skip(1).Select(line => line.Trim()));
        var descriptions = script.Split("$descriptions = ")[1].Split("\n    }\n")[0].Split('\n').Skip(1).Select(line => line.Trim().Split('\'')[1]).ToList();
        Assert.Equal(descriptions.Distinct(StringComparer.OrdinalIgnoreCase), descriptions);
        Assert.Subset(descriptions.ToHashSet(), everything.Options.ToHashSet());
        Assert.All(script.Split('\n').Where(line => !line.TrimStart().StartsWith('#')), line => Assert.True(line.Count(c => c == '\'') % 2 == 0, line));
        Assert.All("{}()[]".Chunk(2), pair => Assert.Equal(WithoutTexts(script).Count(c => c == pair[0]), WithoutTexts(script).Count(c => c == pair[1])));
    }

    [Fact]
    public async Task Every_value_that_is_offered_for_an_option_is_taken()
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);
        var model = new CompletionModel(everything.Root, everything.Known, everything.Chains);
        var offered = model.ValueOptions.SelectMany(option => model.ChoiceOf(option).Words.Select(word => (Option: option, Word: word))).ToList();

        Assert.True(offered.Count > everything.Chains.Count);
        foreach (var (option, word) in offered)
        {
            var command = everything.Commands.First(command => command.OptionsOf(everything.Known).Contains(option));
            var arguments = command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(_ => "x");
            var run = await machine.RunAsync([.. command.FullName.Split(' '), .. arguments, "--testnet", $"{option.Name}={word}"]);

            Assert.True(run.ExitCode != (int)ExitCode.Usage, $"{option.Name}={word}: {run.Error}");
        }
    }

    private static async Task<TestMachine> CreateMachineAsync(string shell)
    {
        var machine = new TestMachine();
        machine.Environment["TERM"] = "dumb";
        machine.Environment["TATUM_KMS_COMPLETION_IDS"] = "ids";
        var script = await machine.RunAsync("completion", shell);
        Assert.Equal((0, ""), (script.ExitCode, script.Error));
        await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, "script"), script.Output, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, "wallet.copy"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, "ids"), $"signatureId\n{Other}  BTC\n\"signatureId\": \"{Id}\"\n", TestContext.Current.CancellationToken);
        return machine;
    }

    private static async Task<string[]> AskBashAsync(TestMachine machine, params string[] words)
    {
        var line = string.Join(' ', words.Select(word => $"'{word}'"));
        var question = $"set -u; source ./script; COMP_WORDS=(tatum-kms {line}); COMP_CWORD={words.Length}; _tatum_kms; printf '%s\\n' \"${{COMPREPLY[@]}}\"";
        var run = await KmsProcess.EndAsync(KmsProcess.Start(machine, "bash", ["--norc", "-c", question]), "");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string WithoutTexts(string script) => string.Concat(script.Split('\'').Where((_, index) => index % 2 == 0));
}
