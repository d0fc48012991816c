using System.CommandLine;
using System.Text.RegularExpressions;
using TatumKms.Cli.Commands;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Tests.Support;
using TatumKms.Core;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

namespace TatumKms.Cli.Tests;

/// <summary>What a reader copies out of the documentation works: each command line is understood, and those that need no network are run.</summary>
public sealed partial class DocumentationExampleTests
{
    /// <summary>The wallet of the examples.</summary>
    private const string ExampleId = "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11";

    /// <summary>The commands whose examples are run: they need neither the API nor another service, and end by themselves.</summary>
    private static readonly string[] Runnable =
    [
        "generatewallet", "generatemanagedwallet", "storemanagedwallet", "generatemanagedprivatekeybatch", "getaddress", "getprivatekey", "getmanagedwallet",
        "list", "label", "export", "backup", "backup verify", "restore", "checkconfig", "report", "policy init", "policy check", "freeze", "unfreeze",
    ];

    public static TheoryData<string> Pages => [.. Documents.All.Where(page => Examples(page).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_command_line_is_understood(string page) => Assert.Empty(Examples(page).Select(Complaint).OfType<string>());

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Those_that_need_no_network_succeed_in_the_order_of_the_page(string page)
    {
        using var machine = new TestMachine();
        await PrepareAsync(machine);
        foreach (var example in Examples(page).Where(IsRunnable))
        {
            machine.Input = example.Input is null ? "" : Known.Mnemonic;

            var run = await machine.RunAsync([.. example.Arguments.Select(argument => Here(machine, argument))]);

            Assert.True(run.ExitCode == 0, $"{page}: tatum-kms {string.Join(' ', example.Arguments)} ended with {run.ExitCode}: {run.Error}");
        }
    }

    [Fact]
    public void The_readme_has_examples_that_are_run() => Assert.True(Examples("README.md").Count(IsRunnable) >= 4);

    [Fact]
    public void A_line_of_a_shell_is_taken_apart_as_the_shell_does_it()
    {
        var example = Assert.Single(ExampleLine.Read("cd x && TATUM_API_KEY=k tatum-kms freeze --reason=\"two words\" < file # and why"));

        Assert.Equal(["freeze", "--reason=two words"], example.Arguments);
        Assert.Equal("file", example.Input);
    }

    [Theory]
    [InlineData("tatum-kms generatemanagedwalet BTC")]
    [InlineData("tatum-kms getaddress")]
    [InlineData("tatum-kms list --period=5")]
    [InlineData("tatum-kms list --pathh=x")]
    public void A_command_line_that_is_wrong_would_be_noticed(string line) => Assert.NotNull(Complaint(Assert.Single(ExampleLine.Read(line))));

    private static IEnumerable<ExampleLine> Examples(string page) => Documents.CodeLines(page).Concat(Documents.InlineCode(page))
        .Where(line => !Placeholder().IsMatch(line))
        .SelectMany(ExampleLine.Read);

    /// <summary>What the program would say of a command line before it runs it.</summary>
    private static string? Complaint(ExampleLine example)
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);
        try
        {
            new OptionScan(everything.Known).Check(example.Arguments);
            var parsed = Parse(everything, example);
            if (parsed.CommandResult.Command is KmsCommand || !example.Arguments.All(argument => argument is "--help" or "-h" or "--version"))
            {
                new UsageCheck(everything.Known).Check(parsed);
            }

            return null;
        }
        catch (KmsException problem)
        {
            return $"tatum-kms {string.Join(' ', example.Arguments)}: {problem.Message}";
        }
    }

    private static bool IsRunnable(ExampleLine example)
    {
        using var machine = new TestMachine();
        using var everything = new Everything(machine);
        return Parse(everything, example) is { CommandResult.Command: KmsCommand command } parsed
            && Runnable.Contains(command.FullName)
            && !everything.Known.SecretManagers.Any(option => KmsOptions.IsGiven(option, parsed));
    }

    private static ParseResult Parse(Everything everything, ExampleLine example) =>
        everything.Root.Parse(example.Arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });

    /// <summary>A store with the wallet of the examples, and the files that they name.</summary>
    private static async Task PrepareAsync(TestMachine machine)
    {
        Assert.Equal(0, (await machine.RunAsync("generatemanagedwallet", "BTC", "--testnet")).ExitCode);
        using var password = new EnvironmentPasswordSource(TestMachine.Password);
        using var store = new WalletStore(new WalletStoreOptions { Path = machine.Store }, password);
        using var entry = new WalletEntry(ChainId.Parse("BTC"), Network.Testnet, [WalletField.Public(WalletEntry.MnemonicField, Known.Mnemonic)]);
        await store.AddAsync([new NewWallet(SignatureId.Parse(ExampleId), entry)], TestContext.Current.CancellationToken);
        var policy = await machine.RunAsync("policy", "init");
        foreach (var name in new[] { "FILE", "policy.json" })
        {
            await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, name), policy.Output, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>An argument with the files of the examples put into the test's folder.</summary>
    private static string Here(TestMachine machine, string argument)
    {
        var at = argument.IndexOf('/', StringComparison.Ordinal);
        if (argument is "FILE" or "policy.json")
        {
            return Path.Combine(machine.WorkingDirectory, argument);
        }

        if (at < 0 || (at > 0 && argument[at - 1] != '='))
        {
            return argument;
        }

        var path = Path.Combine(machine.Folder, argument[(at + 1)..]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return argument[..at] + path;
    }

    /// <summary>Something in angle brackets stands for what the reader has to put there.</summary>
    [GeneratedRegex("<[a-zA-Z]+>")]
    private static partial Regex Placeholder();
}
