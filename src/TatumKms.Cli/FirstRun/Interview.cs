using System.CommandLine;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Core;
using TatumKms.Daemon;

namespace TatumKms.Cli.FirstRun;

/// <summary>The questions of the first run, in their order. Nothing is written before the last one is answered.</summary>
internal sealed class Interview(Questioner questioner, KmsOptions options, ParseResult arguments, ChainRegistry chains, UserPaths paths)
{
    private const string None = "none", All = "all";

    /// <exception cref="KmsException">An answer is wrong or missing (<see cref="KmsError.Usage"/>).</exception>
    public Answers Run()
    {
        var store = questioner.Ask(options.Path, "Wallet file", paths.SettingsFolder is null ? null : "~/.tatumrc/wallet.dat", paths.Resolve)!;
        var network = AskNetwork();
        var chosen = questioner.Ask(options.Chain, "Chains to sign for, separated by commas", All, ReadChains);
        var url = questioner.Ask(
            options.ExternalUrl,
            "URL of the second pair of eyes, which approves each transaction",
            network == Network.Mainnet ? null : None,
            text => ReadUrl(text, network));
        var method = url is null ? ExternalUrlMethod.Get : questioner.Ask(options.ExternalUrlMethod, "How it is asked: GET, POST or SIGNED", "GET", ReadMethod);
        var approvalKey = AskApprovalKey(method);
        var (password, passwordFile) = AskPassword();
        var settings = password is PasswordChoice.Manager { Which: var manager } ? AskManager(manager) : RefuseSettings();
        var backups = questioner.Ask(options.BackupFolder, "Folder that backups are put into", None, text => text == None ? null : paths.Resolve(text));
        var takesKey = AskForKeysPlace();
        questioner.RequireAll();
        return new Answers
        {
            StorePath = store,
            Network = network,
            Chains = chosen,
            ExternalUrl = url,
            Method = method,
            ApprovalKeyFile = approvalKey,
            Password = password!,
            PasswordFile = passwordFile,
            ManagerSettings = settings,
            BackupFolder = backups,
            ApiKey = takesKey ? ReadApiKey() : null,
        };
    }

    private Network AskNetwork() => GlobalOptions.Read(options, arguments).Network ?? questioner.Ask(
        options.Testnet.Name,
        "Network, mainnet or testnet",
        Network.Mainnet.Name(),
        text => text.ToUpperInvariant() switch
        {
            "MAINNET" => Network.Mainnet,
            "TESTNET" => Network.Testnet,
            _ => throw UsageErrors.New("The network is neither mainnet nor testnet."),
        });

    private IReadOnlyList<ChainId>? ReadChains(string text) =>
        string.Equals(text, All, StringComparison.OrdinalIgnoreCase) ? null : ChainCodes.ReadList(text, chains);

    /// <summary>By the rules of the daemon, which would refuse it later.</summary>
    private static Uri? ReadUrl(string text, Network network)
    {
        if (text == None && network == Network.Testnet)
        {
            return null;
        }

        var url = DaemonArguments.ReadUrl(text, "The URL of the second pair of eyes");
        return url.UserInfo.Length > 0 || url.Fragment.Length > 0
            ? throw UsageErrors.New("The URL of the second pair of eyes must hold neither a user name or password nor a '#'.")
            : url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback
            ? throw UsageErrors.New("The URL of the second pair of eyes must begin with https://: over http others can answer in its place.")
            : url;
    }

    private static ExternalUrlMethod ReadMethod(string text) => DaemonArguments.ReadMethod(text, "The way in which it is asked");

    private string? AskApprovalKey(ExternalUrlMethod method)
    {
        if (method == ExternalUrlMethod.Signed)
        {
            return questioner.Ask(options.ApprovalKeyFile, "File of the key that is shared with it", BesideNothing("approval.key"), paths.Resolve);
        }

        return arguments.GetValue(options.ApprovalKeyFile) is null
            ? null
            : throw UsageErrors.New("--approval-key-file is of no use without signed approvals.", "Give --externalUrlMethod=SIGNED, too.");
    }

    private (PasswordChoice? Choice, string? File) AskPassword()
    {
        var namedFile = arguments.GetValue(options.PasswordFile);
        var choice = namedFile is not null && arguments.GetValue(options.PasswordFrom) is null
            ? new PasswordChoice.File()
            : questioner.Ask(
                options.PasswordFrom,
                $"Where the password comes from: {PasswordChoice.Names}",
                questioner.CanAsk ? "question" : null,
                PasswordChoice.Read);
        if (choice is PasswordChoice.File)
        {
            return (choice, questioner.Ask(options.PasswordFile, "Password file, made if it is not there", BesideNothing("password"), paths.Resolve));
        }

        return namedFile is null || choice is null
            ? (choice, null)
            : throw UsageErrors.TwoSources(options.PasswordFile.Name, options.PasswordFrom.Name);
    }

    /// <summary>Not in the folder of the wallet file: whoever copies that one should not have both.</summary>
    private string? BesideNothing(string name) => paths.HomeFolder is null ? null : $"~/.config/tatum-kms/{name}";

    private List<KeyValuePair<string, string>> AskManager(SecretManager manager)
    {
        var given = ReadSettings();
        var questions = ManagerQuestions.Of(manager);
        if (given.Keys.FirstOrDefault(name => questions.All(question => question.Variable != name)) is { } stranger)
        {
            throw UsageErrors.New(
                $"{options.PasswordSettings.Name} names a setting that {manager.Describe()} does not have here.",
                $"It has {string.Join(", ", questions.Select(question => question.Variable))}; secrets stay in the environment.");
        }

        var settings = new List<KeyValuePair<string, string>>();
        foreach (var question in questions)
        {
            var value = given.GetValueOrDefault(question.Variable) ?? questioner.Ask(
                $"{options.PasswordSettings.Name}={question.Variable}=…", question.Text, question.IsRequired ? null : None, text => text);
            if (value is not null and not None)
            {
                settings.Add(new(question.Variable, value));
            }
        }

        return settings;
    }

    private Dictionary<string, string> ReadSettings()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in arguments.GetValue(options.PasswordSettings) is { } text ? Lists.Split(text, options.PasswordSettings.Name) : [])
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } value] || !settings.TryAdd(name, value))
            {
                throw UsageErrors.New($"{options.PasswordSettings.Name} is not a list of NAME=VALUE, each name once.");
            }
        }

        return settings;
    }

    private List<KeyValuePair<string, string>> RefuseSettings() => arguments.GetValue(options.PasswordSettings) is null
        ? []
        : throw UsageErrors.New($"{options.PasswordSettings.Name} is of no use without a secret manager.", "Give --password-from=aws, azure, gcp, vault or vgs.");

    private bool AskForKeysPlace() => questioner.Ask(
        options.ApiKeyFrom,
        "Where the Tatum API key comes from: stdin, to type it now and keep it in the file, or environment",
        questioner.CanAsk ? "stdin" : null,
        text => text switch
        {
            "stdin" => true,
            "environment" => false,
            _ => throw UsageErrors.New($"{options.ApiKeyFrom.Name} is neither stdin nor environment."),
        });

    private SecretBytes ReadApiKey()
    {
        var key = questioner.AskSecret("Tatum API key, which is not shown:");
        if (key.Length > 0 && !key.Span.ContainsAnyExceptInRange((byte)'!', (byte)'~') && !key.Span.ContainsAny("'\"`#\\"u8))
        {
            return key;
        }

        key.Dispose();
        throw UsageErrors.New("That is no API key: it is empty or has characters that none has.", "Nothing was written. Copy the key without what stands around it.");
    }
}
