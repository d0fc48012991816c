using System.Text.RegularExpressions;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public partial class WalletCommandTests
{
    [Fact]
    public async Task GenerateWallet_PrintsMnemonicAndXpub_AndStoresNothing()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("generatewallet", "BTC");

        Assert.Matches(GeneratedWallet(), run.Output);
        Assert.Empty(machine.Files);
    }

    [Fact]
    public async Task GenerateManagedWallet_PrintsIdAndXpub()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("generatemanagedwallet", "BTC", "--testnet");

        Assert.Matches(StoredWallet(), run.Output);
        Assert.True(File.Exists(machine.Store));
    }

    [Fact]
    public async Task StoreManagedWallet_ThenGetManagedWallet_PrintsTheMnemonicAsTheOriginalDoes()
    {
        using var machine = new TestMachine { Input = Known.Mnemonic + "\n" };

        var stored = await machine.RunAsync("storemanagedwallet", "BTC");
        var run = await machine.RunAsync("getmanagedwallet", stored.Json("signatureId"));

        Assert.Equal(
            $$"""
              {
                "mnemonic": "{{Known.Mnemonic}}",
                "xpub": "{{stored.Json("xpub")}}",
                "chain": "BTC",
                "testnet": false
              }

              """,
            run.Output);
    }

    [Fact]
    public async Task StoreManagedPrivateKey_TellsTheAddressOnStandardError()
    {
        using var machine = new TestMachine { Input = $" {Known.TestnetKey} \r\n" };

        var stored = await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet");

        Assert.Matches("^\\{\n  \"signatureId\": \"[0-9a-f-]{36}\"\n\\}\n$", stored.Output);
        Assert.Equal($"tatum-kms: The address of the stored key is {Known.TestnetKeyAddress}.\n", stored.Error);
    }

    [Fact]
    public async Task GetPrivateKeyAndGetAddress_WhenTheEntryHoldsAPrivateKey_GiveThatKey()
    {
        using var machine = new TestMachine { Input = Known.TestnetKey };
        var id = (await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet")).Json("signatureId");

        var key = await machine.RunAsync("getprivatekey", id, "7");
        var address = await machine.RunAsync("getaddress", id.ToUpperInvariant(), "7");

        Assert.Equal($"{{\n  \"privateKey\": \"{Known.TestnetKey}\"\n}}\n", key.Output);
        Assert.Equal($"{{\n  \"address\": \"{Known.TestnetKeyAddress}\"\n}}\n", address.Output);
    }

    [Fact]
    public async Task GetAddress_IsTheAddressOfTheKeyAtTheIndex()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        var address = (await machine.RunAsync("getaddress", id, "2147483647")).Json("address");
        machine.Input = (await machine.RunAsync("getprivatekey", id, "2147483647")).Json("privateKey");

        var stored = await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet");

        Assert.Contains(address, stored.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("storemanagedwallet", "abandon abandon about", 2, "The mnemonic is not valid")]
    [InlineData("storemanagedwallet", "", 7, "standard input has no line")]
    [InlineData("storemanagedwallet", "\n", 2, "Nothing was entered")]
    [InlineData("storemanagedprivatekey", "not a key\n", 2, "private key")]
    [InlineData("storemanagedprivatekey", " \t\n", 2, "Nothing was entered")]
    public async Task Storing_WhenTheSecretIsUnusable_StoresNothing(string command, string input, int code, string part)
    {
        using var machine = new TestMachine { Input = input };

        (await machine.RunAsync(command, "BTC")).Fails((ExitCode)code, part);

        Assert.Empty(machine.Files);
    }

    [Fact]
    public async Task StoreManagedPrivateKey_WhenTheKeyIsOfAnotherNetwork_StoresNothing()
    {
        using var machine = new TestMachine { Input = Known.TestnetKey };

        var run = await machine.RunAsync("storemanagedprivatekey", "BTC");

        Assert.Equal(ExitCode.Usage, (ExitCode)run.ExitCode);
        Assert.DoesNotContain(Known.TestnetKey, run.Error, StringComparison.Ordinal);
        Assert.Empty(machine.Files);
    }

    [Theory]
    [InlineData("export")]
    [InlineData("getmanagedwallet 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11")]
    [InlineData("getaddress 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 0")]
    [InlineData("getprivatekey 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 0")]
    [InlineData("removewallet 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11")]
    [InlineData("report 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11")]
    public async Task A_store_that_is_not_there_is_not_made(string line)
    {
        using var machine = new TestMachine();

        (await machine.RunAsync(line.Split(' '))).Fails(ExitCode.NotFound, "No such wallet file").Fails(ExitCode.NotFound, "hint: ");

        Assert.Empty(machine.Files);
    }

    [Theory]
    [InlineData("getmanagedwallet 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11")]
    [InlineData("getaddress 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 0")]
    [InlineData("getprivatekey 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 0")]
    [InlineData("removewallet 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11")]
    public async Task An_id_that_is_not_there_is_an_error_that_changes_nothing(string line)
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var before = await File.ReadAllBytesAsync(machine.Store, TestContext.Current.CancellationToken);

        (await machine.RunAsync(line.Split(' '))).Fails(ExitCode.NotFound, "No such wallet for signatureId '6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11'.");

        Assert.Equal(before, await File.ReadAllBytesAsync(machine.Store, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("export")]
    [InlineData("generatemanagedwallet BTC")]
    [InlineData("generatemanagedprivatekeybatch BTC 2")]
    [InlineData("report")]
    [InlineData("daemon --testnet --apiKey=k")]
    public async Task A_wrong_password_ends_every_command_and_changes_nothing(string line)
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var before = await File.ReadAllBytesAsync(machine.Store, TestContext.Current.CancellationToken);
        machine.Environment["TATUM_KMS_PASSWORD"] = "wrong";

        (await machine.RunAsync(line.Split(' '))).Fails(ExitCode.WrongPassword, "The password does not open the wallet file");

        Assert.Equal(before, await File.ReadAllBytesAsync(machine.Store, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_store_is_told_from_a_wrong_password()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();
        var bytes = await File.ReadAllBytesAsync(machine.Store, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(machine.Store, bytes[..^20], TestContext.Current.CancellationToken);

        (await machine.RunAsync("export")).Fails(ExitCode.StoreDamaged, "damaged");
    }

    [Fact]
    public async Task A_path_that_is_a_folder_is_an_error_of_reading()
    {
        using var machine = new TestMachine();

        (await machine.RunAsync("export", "--path", machine.Home)).Fails(ExitCode.InputOutput, "cannot be read");
    }

    [GeneratedRegex("^\\{\n  \"mnemonic\": \"([a-z]+ ){23}[a-z]+\",\n  \"xpub\": \"xpub[1-9A-Za-z]+\"\n\\}\n$")]
    private static partial Regex GeneratedWallet();

    [GeneratedRegex("^\\{\n  \"signatureId\": \"[0-9a-f-]{36}\",\n  \"xpub\": \"tpub[1-9A-Za-z]+\"\n\\}\n$")]
    private static partial Regex StoredWallet();

    [Fact]
    public async Task AWalletOfARetiredChainIsMadeWithAWarning()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("generatewallet", "BNB", "--testnet");

        Assert.StartsWith("tatum-kms: warning: BNB Beacon Chain was shut down", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("tbnb1", run.Json("address"), StringComparison.Ordinal);
    }
}
