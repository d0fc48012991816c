using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Parsing;

public class WrongInputTests
{
    private const string Id = "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11";
    private const string Hint = "tatum-kms: hint: ";

    [Theory]
    [InlineData("Generatewallet BTC", "Did you mean generatewallet?")]
    [InlineData("GENERATEWALLET BTC", "Did you mean generatewallet?")]
    [InlineData("generatewalet BTC", "Did you mean generatewallet?")]
    [InlineData("getadress x 0", "Did you mean getaddress?")]
    [InlineData("deamon", "Did you mean daemon?")]
    [InlineData("mam", "Did you mean man?")]
    [InlineData("x", "Run tatum-kms --help")]
    [InlineData("policy chek policy.json", "Unsupported command 'policy chek'.")]
    [InlineData("policy chek policy.json", "Did you mean policy check?")]
    [InlineData("policy frobnicate", "Its parts are policy check, ")]
    [InlineData("audit verfy", "Did you mean audit verify?")]
    [InlineData("backup verfy copy.dat", "Did you mean backup verify?")]
    [InlineData("help getadress", "Did you mean tatum-kms help getaddress?")]
    [InlineData("help polcy", "Did you mean tatum-kms help policy?")]
    [InlineData("help exitcodes", "Did you mean tatum-kms help exit-codes?")]
    [InlineData("help topic", "Did you mean tatum-kms help topics?")]
    [InlineData("help policy chek", "Did you mean tatum-kms help policy check?")]
    [InlineData("help frobnicate", "tatum-kms help topics for the topics")]
    [InlineData("completion", "The argument <shell> is missing.")]
    [InlineData("completion bsh", "Did you mean bash?")]
    [InlineData("completion nushell", "Supported are bash, zsh, fish, powershell.")]
    [InlineData("generatewallet BTX", "Did you mean BTC?")]
    [InlineData("generatewallet DOGGE", "Did you mean DOGE?")]
    [InlineData("generatewallet bitcoin", "Write BTC.")]
    [InlineData("generatewallet Bitcoin-Cash", "Write BCH.")]
    [InlineData("daemon --testnet --chain=polygon", "Write MATIC.")]
    [InlineData("list --output=xml", "--output is neither json nor table.")]
    [InlineData("audit verify --output=yaml", "--output is neither json nor table.")]
    [InlineData("export --output=json", "--output does not belong to the command export")]
    [InlineData("getaddress " + Id + " 0 --output=table", "--output does not belong to the command getaddress")]
    [InlineData("help --path=x", "--path does not belong to the command help")]
    [InlineData("frobnicate", "Unsupported command 'frobnicate'.")]
    [InlineData("--testnet frobnicate", "Unsupported command 'frobnicate'.")]
    [InlineData("generatewallet", "The argument <chain> is missing.")]
    [InlineData("generatemanagedwallet", "The argument <chain> is missing.")]
    [InlineData("storemanagedwallet", "The argument <chain> is missing.")]
    [InlineData("storemanagedprivatekey", "The argument <chain> is missing.")]
    [InlineData("generatemanagedprivatekeybatch BTC", "The argument <count> is missing.")]
    [InlineData("getaddress " + Id, "The argument <index> is missing.")]
    [InlineData("getprivatekey", "The argument <signatureId> is missing.")]
    [InlineData("getmanagedwallet", "The argument <signatureId> is missing.")]
    [InlineData("removewallet", "The argument <signatureId> is missing.")]
    [InlineData("generatewallet btc", "Chain codes are upper case: BTC.")]
    [InlineData("generatewallet NOPE", "Unsupported blockchain 'NOPE'.")]
    [InlineData("generatewallet not-a-chain-code", "Unsupported blockchain.")]
    [InlineData("generatewallet BTC ETH", "Too many arguments")]
    [InlineData("export all", "Too many arguments")]
    [InlineData("checkconfig --testnet true", "--testnet takes no value but true or false")]
    [InlineData("generatewallet BTC --testnet=yes", "--testnet takes no value but true or false")]
    [InlineData("daemon --testnet --runOnce=1", "--runOnce takes no value but true or false")]
    [InlineData("generatewallet BTC --testnet --no-testnet", "--testnet is given more than once")]
    [InlineData("generatewallet BTC --testnet --testnet", "--testnet is given more than once")]
    [InlineData("export --path a --path b", "--path is given more than once")]
    [InlineData("--path a export --path b", "--path is given more than once")]
    [InlineData("export --apiKey a --api-key b", "--api-key is given more than once")]
    [InlineData("export --path", "--path needs a value")]
    [InlineData("export --path=", "--path needs a value")]
    [InlineData("export --path --testnet", "--path needs a value")]
    [InlineData("export --envFile=", "--envFile needs a value")]
    [InlineData("daemon --externalUrl=", "--externalUrl needs a value")]
    [InlineData("daemon --externalUrl --runOnce", "--externalUrl needs a value")]
    [InlineData("daemon --testnet --maxFeePercent=101", "--maxFeePercent is not a whole number from 0 to 100")]
    [InlineData("daemon --testnet --max-fee-percent=ten", "--maxFeePercent is not a whole number from 0 to 100")]
    [InlineData("daemon --testnet --maxFeeRate=-1", "--maxFeeRate is not a whole number")]
    [InlineData("export --maxFeeRate=1", "--maxFeeRate")]
    [InlineData("demo --aws", "does not belong to the command demo")]
    [InlineData("export --vault=yes", "takes no value but true or false")]
    [InlineData("export --apikey=x", "Did you mean --apiKey?")]
    [InlineData("export --Path=x", "Did you mean --path?")]
    [InlineData("daemon --chain-ETH", "Unknown option --chain-ETH.")]
    [InlineData("daemon --external=x", "Unknown option --external.")]
    [InlineData("getaddress --frob " + Id + " 0", "Unknown option --frob.")]
    [InlineData("export -p x", "Unknown option -p.")]
    [InlineData("export --password=x", "Secrets are never arguments")]
    [InlineData("storemanagedwallet BTC --mnemonic=x", "Secrets are never arguments")]
    [InlineData("getaddress " + Id + " -1", "The index is not a whole number")]
    [InlineData("getaddress " + Id + " 2147483648", "The index is not a whole number")]
    [InlineData("getaddress " + Id + " 4294967296", "The index is not a whole number")]
    [InlineData("getaddress " + Id + " 1.5", "The index is not a whole number")]
    [InlineData("getaddress " + Id + " 1e3", "The index is not a whole number")]
    [InlineData("getaddress " + Id + " 0x10", "The index is not a whole number")]
    [InlineData("getaddress " + Id + " +1", "The index is not a whole number")]
    [InlineData("getprivatekey " + Id + " abc", "The index is not a whole number")]
    [InlineData("getprivatekey 6d78dd10 0", "A signatureId is malformed.")]
    [InlineData("getprivatekey {" + Id + "} 0", "A signatureId is malformed.")]
    [InlineData("getmanagedwallet 6d78dd109f7c4b7f9a3e5c4f0f0a2b11", "A signatureId is malformed.")]
    [InlineData("removewallet undefined", "A signatureId is malformed.")]
    [InlineData("report " + Id + ",,", "has an empty place")]
    [InlineData("report " + Id + ",x", "A signatureId is malformed.")]
    [InlineData("generatemanagedprivatekeybatch BTC 0", "The count is not a whole number")]
    [InlineData("generatemanagedprivatekeybatch BTC -1", "The count is not a whole number")]
    [InlineData("generatemanagedprivatekeybatch BTC 2.5", "The count is not a whole number")]
    [InlineData("generatemanagedprivatekeybatch BTC 1e1", "The count is not a whole number")]
    [InlineData("generatemanagedprivatekeybatch BTC 100001", "The count is not a whole number")]
    [InlineData("generatemanagedprivatekeybatch 10 BTC", "Unsupported blockchain '10'.")]
    [InlineData("daemon", "Missing required flag --external-url.")]
    [InlineData("daemon --runOnce", "Missing required flag --external-url.")]
    [InlineData("daemon --testnet=false", "Missing required flag --external-url.")]
    [InlineData("daemon --externalUrl=approve.internal/tx", "not an http or https URL")]
    [InlineData("daemon --externalUrl=ftp://approve.internal/tx", "not an http or https URL")]
    [InlineData("daemon --testnet --externalUrlMethod=PUT", "neither GET, POST nor SIGNED")]
    [InlineData("daemon --testnet --approval-key-file=key", "of no use without signed approvals")]
    [InlineData("daemon --testnet --externalUrl=https://a.example --externalUrlMethod=POST --approvalKeyFile=key", "of no use without signed approvals")]
    [InlineData("daemon --testnet --period=0", "The period is not a number of seconds")]
    [InlineData("daemon --testnet --period=-5", "The period is not a number of seconds")]
    [InlineData("daemon --testnet --period=abc", "The period is not a number of seconds")]
    [InlineData("daemon --testnet --period=0.01", "The period is not a number of seconds")]
    [InlineData("daemon --testnet --period=86401", "The period is not a number of seconds")]
    [InlineData("daemon --testnet --period=99999999999999999999999999999", "The period is not a number of seconds")]
    [InlineData("daemon --testnet --period=1e1", "The period is not a number of seconds")]
    [InlineData("daemon --testnet --period=NaN", "The period is not a number of seconds")]
    [InlineData("daemon --testnet --chain=BTC,", "has an empty place")]
    [InlineData("daemon --testnet --chain=BTC,NOPE", "Unsupported blockchain 'NOPE'.")]
    [InlineData("daemon --testnet --wallets=x", "A signatureId is malformed.")]
    [InlineData("daemon --testnet --transactionIds=a,,b", "has an empty place")]
    [InlineData("daemon --testnet --log-format=xml", "neither json nor text")]
    [InlineData("daemon --testnet --log-level=loud", "none of debug, info, warning and error")]
    [InlineData("daemon BTC --testnet", "Too many arguments")]
    [InlineData("generatewallet BTC --period=3", "--period does not belong to the command generatewallet")]
    [InlineData("--runOnce export", "--runOnce does not belong to the command export")]
    [InlineData("export --chain=BTC", "--chain does not belong to the command export")]
    [InlineData("export --yes", "--yes does not belong to the command export")]
    [InlineData("demo --path=x", "--path does not belong to the command demo")]
    public async Task A_wrong_command_line_is_refused_before_anything_is_read_asked_or_written(string line, string part)
    {
        using var machine = new TestMachine { Typed = ["nobody is asked"] };
        var before = machine.Files;

        var run = await machine.RunAsync(line.Split(' '));

        run.Fails(ExitCode.Usage, part);
        Assert.Empty(run.Questions);
        Assert.Equal(before, machine.Files);
    }

    [Fact]
    public async Task A_blank_value_is_no_value()
    {
        using var machine = new TestMachine();

        (await machine.RunAsync("export", "--path", " ")).Fails(ExitCode.Usage, "--path needs a value").Fails(ExitCode.Usage, Hint);
    }

    [Theory]
    [InlineData("storemanagedprivatekey", "BTC", Known.TestnetKey)]
    [InlineData("storemanagedprivatekey", Known.TestnetKey)]
    [InlineData(Known.TestnetKey)]
    [InlineData("getprivatekey", Known.TestnetKey, "0")]
    [InlineData("getprivatekey", Id, Known.TestnetKey)]
    [InlineData("export", "--password=" + Known.TestnetKey)]
    [InlineData("storemanagedprivatekey", "BTC", "--privateKey:" + Known.TestnetKey)]
    [InlineData("daemon", "--testnet", "--chain=" + Known.TestnetKey)]
    [InlineData("daemon", "--testnet", "--wallets=" + Known.TestnetKey)]
    public async Task A_secret_in_the_wrong_place_is_not_repeated(params string[] arguments)
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync(arguments);

        Assert.Equal(ExitCode.Usage, (ExitCode)run.ExitCode);
        Assert.DoesNotContain(Known.TestnetKey, run.Error + run.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_file_of_arguments_is_not_read()
    {
        using var machine = new TestMachine();
        await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, "arguments"), "checkconfig", TestContext.Current.CancellationToken);

        (await machine.RunAsync("@" + Path.Combine(machine.WorkingDirectory, "arguments"))).Fails(ExitCode.Usage, "Unsupported command.");
    }
}
