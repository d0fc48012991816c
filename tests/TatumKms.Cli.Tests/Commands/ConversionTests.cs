using System.Text.Json.Nodes;
using TatumKms.Cli.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Cli.Tests.Commands;

/// <summary>Files of the original: converted with a look at every entry that this build can derive again.</summary>
public class ConversionTests
{
    private static readonly string Legacy = Path.Combine(AppContext.BaseDirectory, "Data", "legacy");

    [Fact]
    public async Task Conversion_WhenEveryEntryBelongsTogether_WarnsOfNothingAndKeepsIdsAndFile()
    {
        using var machine = new TestMachine();
        var plaintext = await File.ReadAllTextAsync(Path.Combine(Legacy, "all_chains.json"), TestContext.Current.CancellationToken);
        var file = await WriteAsync(machine, plaintext);

        var run = await machine.RunAsync("label", JsonNode.Parse(plaintext)!.AsObject().First().Key, "x");

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("Warning", run.Error, StringComparison.Ordinal);
        Assert.Contains("format version 2", run.Error, StringComparison.Ordinal);
        Assert.Equal(file, await File.ReadAllBytesAsync(machine.Store + ".v1.bak", TestContext.Current.CancellationToken));
        var export = JsonNode.Parse((await machine.RunAsync("export")).Output)!.AsObject();
        Assert.Equal(JsonNode.Parse(plaintext)!.AsObject().Select(entry => entry.Key), export.Select(entry => entry.Key));
        Assert.Equal(22, export.Select(entry => (string)entry.Value!["chain"]!).Distinct().Count());
    }

    [Fact]
    public async Task Conversion_NamesEachEntryWhoseAddressOrPublicKeyIsNotThatOfItsSecret()
    {
        using var machine = new TestMachine();
        var plaintext = await File.ReadAllTextAsync(Path.Combine(Legacy, "all_chains.json"), TestContext.Current.CancellationToken);
        var store = JsonNode.Parse(plaintext)!.AsObject();
        var expected = new List<string>();
        Swap(store, "BTC", "xpub", "mnemonic", expected);
        Swap(store, "ETH", "xpub", "mnemonic", expected);
        Swap(store, "XRP", "address", "key", expected);
        Swap(store, "XLM", "address", "key", expected);
        var broken = store.First(entry => (string)entry.Value!["chain"]! == "LTC");
        broken.Value!["mnemonic"] = "foo bar baz";
        expected.Add(broken.Key);
        await WriteAsync(machine, store.ToJsonString());

        var run = await machine.RunAsync("label", store.First().Key, "x");

        Assert.Equal(0, run.ExitCode);
        var warnings = run.Error.Split('\n').Where(line => line.Contains("Warning", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected.Count, warnings.Count);
        Assert.All(expected, sentence => Assert.Single(warnings, line => line.Contains(sentence, StringComparison.Ordinal)));
        Assert.DoesNotContain(warnings, line => line.Contains("foo", StringComparison.Ordinal));
        Assert.DoesNotContain("Warning", (await machine.RunAsync("label", store.First().Key, "y")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversion_ByAChangeOfThePassword_SaysThatTheOriginalIsStillThere()
    {
        using var machine = new TestMachine();
        await WriteAsync(machine, "{}");
        machine.Input = "another long password\n";

        var run = await machine.RunAsync("changepassword");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Delete it when you no longer need it", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Exchanges a member between the two entries of a chain, of the main and the test network.</summary>
    private static void Swap(JsonObject store, string chain, string member, string secret, List<string> expected)
    {
        var entries = store.Where(entry => (string)entry.Value!["chain"]! == chain).ToList();
        var (first, second) = ((string)entries[0].Value![member]!, (string)entries[1].Value![member]!);
        Assert.NotEqual(first, second);
        (entries[0].Value![member], entries[1].Value![member]) = (second, first);
        foreach (var (id, entry) in entries)
        {
            var network = (bool)entry!["testnet"]! ? "testnet" : "mainnet";
            expected.Add($"wallet {id} ({chain}, {network}): the stored {member} does not belong to the stored {secret}.");
        }
    }

    /// <summary>A file as the original writes it (docs/wallet-format.md).</summary>
    internal static async Task<byte[]> WriteAsync(TestMachine machine, string plaintext)
    {
        var file = CryptoJs.Encrypt(plaintext, TestMachine.Password);
        Directory.CreateDirectory(Path.GetDirectoryName(machine.Store)!);
        await File.WriteAllBytesAsync(machine.Store, file, TestContext.Current.CancellationToken);
        return file;
    }
}
