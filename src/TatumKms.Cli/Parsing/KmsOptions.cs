using System.CommandLine;
using System.CommandLine.Help;
using TatumKms.Cli.Configuration;

namespace TatumKms.Cli.Parsing;

/// <summary>
/// Every option. All hang on the root and are recursive, so that each may stand before or after the command; which command
/// may have which is said here, too. Names are those of the original, and each has its other spelling as an alias.
/// </summary>
internal sealed class KmsOptions
{
    public Option<string> ApiKey { get; } = Value("--apiKey", "--api-key", "key", "The Tatum API key; better in TATUM_API_KEY, since other users see a command line.");

    public Option<bool> Testnet { get; } = new("--testnet") { Description = "Use the test network of the chain; the main network is the default." };

    public Option<bool> NoTestnet { get; } = new("--no-testnet") { Description = "The same as --testnet=false." };

    public Option<string> Path { get; } = Value("--path", null, "file", "The wallet file; ~/.tatumrc/wallet.dat is the default.");

    public Option<string> EnvFile { get; } = Value("--envFile", "--env-file", "file", "A file of variables; ~/.tatumrc/.env is the default.");

    public Option<string> PasswordFile { get; } = Value("--password-file", "--passwordFile", "file", "A file that holds the password of the wallet file.");

    public SecretManagerOption Aws { get; } = new("--aws", SecretManager.Aws, "AWS Secrets Manager");

    public SecretManagerOption Azure { get; } = new("--azure", SecretManager.Azure, "Azure Key Vault");

    public SecretManagerOption Vgs { get; } = new("--vgs", SecretManager.Vgs, "a VGS vault");

    public SecretManagerOption Vault { get; } = new("--vault", SecretManager.Vault, "HashiCorp Vault");

    public SecretManagerOption Gcp { get; } = new("--gcp", SecretManager.Gcp, "Google Cloud Secret Manager");

    public Option<string> Period { get; } = Value("--period", null, "seconds", "How long to wait between polls, 0.1 to 86400; 5 is the default.");

    public Option<string> Chain { get; } = Value("--chain", null, "chains", "The chains to poll, separated by commas; all is the default.");

    public Option<string> ExternalUrl { get; } = Value("--externalUrl", "--external-url", "url", "The second pair of eyes, asked before each signature; required on mainnet.");

    public Option<string> ExternalUrlMethod { get; } = Value("--externalUrlMethod", "--external-url-method", "method", "How it is asked: GET (the default), POST, or SIGNED with a shared key.", "GET", "POST", "SIGNED");

    public Option<string> ApprovalKeyFile { get; } = Value("--approval-key-file", "--approvalKeyFile", "file", "A file that holds the key shared with the second pair of eyes, for SIGNED.");

    public Option<string> Policy { get; } = Value("--policy", "--policyFile", "file", "The owner's rules: what is signed without anybody, what only with approval, what never.");

    public Option<bool> AllowOpaque { get; } = new("--allow-opaque", "--allowOpaque") { Description = "Sign on mainnet also what cannot be told in words, such as Flow scripts with rights over the account." };

    public Option<bool> AllowHttp { get; } = new("--allow-http", "--allowHttp") { Description = "Let the URLs of other machines be http, in a network that you trust." };

    public Option<bool> RunOnce { get; } = new("--runOnce", "--run-once") { Description = "Poll once, then end with an exit code that says how it went." };

    public Option<string> Wallets { get; } = Value("--wallets", null, "signatureIds", "Use only these entries of the wallet file, separated by commas.");

    public Option<string> TransactionIds { get; } = Value("--transactionIds", "--transaction-ids", "ids", "Sign only these pending transactions, separated by commas.");

    public Option<string> MaxFeePercent { get; } = Value("--maxFeePercent", "--max-fee-percent", "percent", "The part of what is spent that a fee may be, 0 to 100; 10 is the default of most chains.");

    public Option<string> MaxFeeRate { get; } = Value("--maxFeeRate", "--max-fee-rate", "units", "What a fee may be for a virtual byte, in base units; 1000 is the default of most chains.");

    public Option<string> MaxGasPrice { get; } = Value("--maxGasPrice", "--max-gas-price", "gwei", "What a unit of gas may cost on Ethereum and its kin; 1000 is the default of most chains.");

    public Option<string> MaxGas { get; } = Value("--maxGas", "--max-gas", "units", "The gas that a transaction may use on Ethereum and its kin; 30000000 is the default.");

    public Option<string> LogFormat { get; } = Value("--log-format", "--logFormat", "format", "json or text; text is the default.", "json", "text");

    public Option<string> LogLevel { get; } = Value("--log-level", "--logLevel", "level", "The least that is logged: debug, info (the default), warning or error.", "debug", "info", "warning", "error");

    public Option<string> LogFile { get; } = Value("--log-file", "--logFile", "file", "Write the log to this file, too; at 10 MiB a new one is begun, and ten are kept.");

    public Option<string> Listen { get; } = Value("--listen", null, "address", "Serve health and metrics at 127.0.0.1:PORT, [::1]:PORT or unix:/path; nowhere is the default.");

    public Option<bool> ListenAnywhere { get; } = new("--listen-anywhere", "--listenAnywhere") { Description = "Let --listen be an address that other machines can reach." };

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask for confirmation." };

    public Option<bool> AllowOlder { get; } = new("--allow-older", "--allowOlder") { Description = "Restore a backup that is older than the wallet file; what was stored since is not in it." };

    public Option<string> NewPasswordFile { get; } = Value("--new-password-file", "--newPasswordFile", "file", "A file that holds the new password.");

    public Option<string> Resume { get; } = Value("--resume", null, "batch", "Go on with a batch that was stopped; its name was printed on standard error.");

    public Option<bool> AllowWeakPassword { get; } = new("--allow-weak-password", "--allowWeakPassword") { Description = "Take a new password of less than 12 characters." };

    public Option<string> Reason { get; } = Value("--reason", null, "text", "Why signing is frozen; at most 300 characters.");

    public Option<string> Journal { get; } = Value("--journal", null, "file", "The signing journal; that of the daemon, beside the wallet file, when there is none.");

    public Option<bool> NoRevert { get; } = new("--no-revert", "--noRevert") { Description = "Do not give the money of a withdrawal back to its virtual account." };

    public Option<string> Output { get; } = Value("--output", null, "form", "json or table; a list is a table at a terminal and JSON elsewhere by default.", "json", "table");

    public Option<string> Backup { get; } = Value("--backup", null, "file", "The newest backup of the wallet file.");

    public Option<bool> Open { get; } = new("--open") { Description = "Open the wallet file, too; needs the password." };

    public Option<bool> Offline { get; } = new("--offline") { Description = "Leave out what needs the network." };

    public Option<bool> Force { get; } = new("--force") { Description = "Replace a file of variables that is there; it is kept with .bak behind its name." };

    public Option<string> PasswordFrom { get; } = Value("--password-from", "--passwordFrom", "source", "question, file, environment, systemd, aws, azure, gcp, vault or vgs.");

    public Option<string> PasswordSettings { get; } = Value("--password-settings", "--passwordSettings", "list", "Settings of the secret manager, as NAME=VALUE, separated by commas; no secrets.");

    public Option<string> BackupFolder { get; } = Value("--backup-folder", "--backupFolder", "folder", "Where backups of the wallet file are put.");

    public Option<string> ApiKeyFrom { get; } = Value("--api-key-from", "--apiKeyFrom", "source", "stdin: it is asked for, or a line of standard input; environment: it stays in TATUM_API_KEY.");

    public HelpOption Help { get; } = new("--help", "-h") { Description = "Show help; behind a command, the help of the command." };

    public Option<bool> Version { get; } = new("--version") { Description = "Show the version, and in a second line what it was built from." };

    /// <summary>Options that mean something to every command that works with a store.</summary>
    public IReadOnlyList<Option> Global => [ApiKey, Testnet, NoTestnet, Path, EnvFile, PasswordFile, .. SecretManagers];

    /// <summary>The options that say which secret manager the password comes from; one of them at most.</summary>
    public IReadOnlyList<SecretManagerOption> SecretManagers => [Aws, Azure, Vgs, Vault, Gcp];

    /// <summary>Options of the daemon alone.</summary>
    public IReadOnlyList<Option> Daemon =>
        [Period, Chain, RunOnce, TransactionIds, .. Signing, Listen, ListenAnywhere];

    /// <summary>Options of all commands that sign.</summary>
    public IReadOnlyList<Option> Signing =>
        [ExternalUrl, ExternalUrlMethod, ApprovalKeyFile, Policy, AllowOpaque, AllowHttp, Wallets, MaxFeePercent, MaxFeeRate, MaxGasPrice, MaxGas, LogFormat, LogLevel, LogFile];

    /// <summary>Options of single commands.</summary>
    public IReadOnlyList<Option> Single => [Yes, AllowOlder, NewPasswordFile, Resume, AllowWeakPassword, Reason, Journal, NoRevert, Output, .. Doctor, .. Init];

    /// <summary>Options of <c>doctor</c> alone.</summary>
    public IReadOnlyList<Option> Doctor => [Backup, Open, Offline];

    /// <summary>Options of <c>init</c> alone.</summary>
    public IReadOnlyList<Option> Init => [PasswordFrom, PasswordSettings, BackupFolder, ApiKeyFrom, Force];

    /// <summary>Options that end the run by themselves.</summary>
    public IReadOnlyList<Option> Standing => [Help, Version];

    /// <summary>All options.</summary>
    public IReadOnlyList<Option> All => [.. Global, .. Daemon, .. Single, .. Standing];

    /// <summary>Whether an option is a switch, so that no value follows it.</summary>
    public static bool IsSwitch(Option option) => option.ValueType == typeof(bool) || option is HelpOption;

    /// <summary>All spellings of an option.</summary>
    public static IEnumerable<string> Spellings(Option option) => option.Aliases.Prepend(option.Name);

    /// <summary>Whether the user wrote the option; the parser makes up results for switches.</summary>
    public static bool IsGiven(Option option, ParseResult arguments) => arguments.GetResult(option) is { Implicit: false };

    private static Option<string> Value(string name, string? alias, string valueName, string description, params string[] values)
    {
        var option = new Option<string>(name, alias is null ? [] : [alias]) { HelpName = valueName, Description = description };
        if (values.Length > 0)
        {
            // For the shells' completion; whoever reads the value says what is wrong with another one.
            option.CompletionSources.Add(values);
        }

        return option;
    }
}
