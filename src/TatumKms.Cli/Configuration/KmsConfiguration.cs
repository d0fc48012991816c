using TatumKms.Chains;
using TatumKms.Cli.Parsing;
using TatumKms.Core;

namespace TatumKms.Cli.Configuration;

/// <summary>What the options, the environment and the files of variables say together. The one place that reads them.</summary>
internal sealed class KmsConfiguration
{
    public const string ApiKeyVariable = "TATUM_API_KEY";
    public const string ApiUrlVariable = "TATUM_API_URL";
    public const string PasswordVariable = "TATUM_KMS_PASSWORD";
    public const string PasswordFileVariable = "TATUM_KMS_PASSWORD_FILE";
    public const string NodeUrlVariable = "TATUM_KMS_NODE_URL_";
    public const string ListenVariable = "TATUM_KMS_LISTEN";
    public const string AllowHttpVariable = "TATUM_KMS_ALLOW_HTTP";
    public const string ApprovalKeyVariable = "TATUM_KMS_APPROVAL_KEY";
    public const string ApprovalKeyFileVariable = "TATUM_KMS_APPROVAL_KEY_FILE";
    public const string AllowOpaqueVariable = "TATUM_KMS_ALLOW_OPAQUE";
    public const string PolicyVariable = "TATUM_KMS_POLICY";
    public const string CompletionIdsVariable = "TATUM_KMS_COMPLETION_IDS";
    public const string PathVariable = "TATUM_KMS_PATH";
    public const string NetworkVariable = "TATUM_KMS_NETWORK";
    public const string ChainVariable = "TATUM_KMS_CHAIN";
    public const string ExternalUrlVariable = "TATUM_KMS_EXTERNAL_URL";
    public const string ExternalUrlMethodVariable = "TATUM_KMS_EXTERNAL_URL_METHOD";
    public const string SecretManagerVariable = "TATUM_KMS_SECRET_MANAGER";
    public const string BackupFolderVariable = "TATUM_KMS_BACKUP_FOLDER";
    public const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    private const string DefaultApiUrl = "https://api.tatum.io";
    private const string CredentialName = "tatum-kms-password";
    private readonly Variables _variables;
    private readonly UserPaths _paths;
    private readonly GlobalSettings _settings;

    /// <exception cref="KmsException">A file of variables cannot be read (<see cref="KmsError.Configuration"/>).</exception>
    public KmsConfiguration(Machine machine, GlobalSettings settings)
    {
        _paths = new UserPaths(machine);
        _settings = settings;
        _variables = Variables.Load(machine, _paths, settings.EnvFile);
    }

    /// <summary>The network that was asked for: by an option, else by the environment; the main network when nobody asks.</summary>
    /// <exception cref="KmsException">The variable names none (<see cref="KmsError.Configuration"/>).</exception>
    public Network Network => _settings.Network ?? _variables.Get(NetworkVariable)?.ToUpperInvariant() switch
    {
        null or "MAINNET" => Network.Mainnet,
        "TESTNET" => Network.Testnet,
        _ => throw new KmsException(KmsError.Configuration, $"{NetworkVariable} is neither mainnet nor testnet."),
    };

    /// <summary>The files of variables that were read.</summary>
    public IReadOnlyList<string> EnvFiles => _variables.Files;

    /// <summary>The API key: an option goes before the environment.</summary>
    public string? ApiKey => _settings.ApiKey ?? _variables.Get(ApiKeyVariable);

    /// <summary>The API key, for commands that cannot do without.</summary>
    /// <exception cref="KmsException">There is none (<see cref="KmsError.Configuration"/>).</exception>
    public string RequiredApiKey => ApiKey ?? throw new KmsException(
        KmsError.Configuration,
        "There is no API key.",
        $"Set {ApiKeyVariable}, in the environment or in a file of variables, or use --apiKey.");

    /// <summary>The full path of the wallet file.</summary>
    /// <exception cref="KmsException">No path was given and there is no home directory (<see cref="KmsError.Configuration"/>).</exception>
    public string StorePath => (_settings.Path ?? _variables.Get(PathVariable)) is { } path ? _paths.Resolve(path)
        : _paths.SettingsFolder is { } folder ? Path.Combine(folder, "wallet.dat")
        : throw new KmsException(KmsError.Configuration, "The user has no home directory for the wallet file.", "Set HOME, or name the file with --path.");

    /// <summary>The full path of the signing journal, beside the wallet file.</summary>
    public string JournalPath => StorePath + ".journal";

    /// <summary>The full path of the journal that an option names, or of the daemon's.</summary>
    public string JournalOr(string? path) => path is null ? JournalPath : Resolve(path);

    /// <summary>The full path of a file that the user has named.</summary>
    public string Resolve(string path) => _paths.Resolve(path);

    /// <summary>The base of the Tatum API.</summary>
    /// <exception cref="KmsException">It is not an http or https URL (<see cref="KmsError.Configuration"/>).</exception>
    public Uri ApiUrl
    {
        get
        {
            var text = _variables.Get(ApiUrlVariable) ?? DefaultApiUrl;
            return WebAddress.TryParse(text, out var url) ? url : throw new KmsException(
                KmsError.Configuration,
                $"{ApiUrlVariable} is not an http or https URL.",
                $"Leave it out for {DefaultApiUrl}.");
        }
    }

    /// <summary>Whether URLs of other machines may be http.</summary>
    /// <exception cref="KmsException">It is neither true nor false (<see cref="KmsError.Configuration"/>).</exception>
    public bool AllowHttp => _variables.Get(AllowHttpVariable)?.ToUpperInvariant() switch
    {
        null or "" or "FALSE" or "0" => false,
        "TRUE" or "1" => true,
        _ => throw new KmsException(KmsError.Configuration, $"{AllowHttpVariable} is neither true nor false."),
    };

    /// <summary>Limits for fees that options set, completed with those of variables.</summary>
    /// <exception cref="KmsException">A variable is not a whole number (<see cref="KmsError.Configuration"/>).</exception>
    public ChainOptions Complete(ChainOptions given) => Limits.Complete(given, _variables);

    /// <summary>The nodes outside the API that variables name, for chains that ask one.</summary>
    /// <exception cref="KmsException">One is not an http or https URL (<see cref="KmsError.Configuration"/>).</exception>
    public IReadOnlyDictionary<ChainId, Uri> NodeUrls(IEnumerable<ChainId> chains)
    {
        var urls = new Dictionary<ChainId, Uri>();
        foreach (var chain in chains)
        {
            var name = NodeUrlVariable + chain.Code;
            if (_variables.Get(name) is { } text)
            {
                urls[chain] = WebAddress.TryParse(text, out var url)
                    ? url
                    : throw new KmsException(KmsError.Configuration, $"{name} is not an http or https URL.", "Leave it out for the chain's public node.");
            }
        }

        return urls;
    }

    /// <summary>Where the environment wants health and metrics to be served, or nothing.</summary>
    public string? Listen => _variables.Get(ListenVariable);

    /// <summary>The key for signed approvals: of the file that the option names, else of the environment, else of the file that it names. The caller owns it.</summary>
    /// <param name="file">The value of the option, or nothing.</param>
    /// <exception cref="KmsException">It cannot be read, or is no key (<see cref="KmsError.Configuration"/>).</exception>
    public SecretBytes? ReadApprovalKey(string? file) =>
        file is not null ? ApprovalKeys.OfFile(_paths.Resolve(file))
        : _variables.Get(ApprovalKeyVariable) is { } text ? ApprovalKeys.OfText(text, ApprovalKeyVariable)
        : _variables.Get(ApprovalKeyFileVariable) is { } named ? ApprovalKeys.OfFile(_paths.Resolve(named))
        : null;

    /// <summary>The full path of the policy: of the file that the option names, else of that which the environment names; or nothing.</summary>
    /// <param name="file">The value of the option, or nothing.</param>
    public string? PolicyPath(string? file) => (file ?? _variables.Get(PolicyVariable)) is { } path ? _paths.Resolve(path) : null;

    /// <summary>Whether the environment allows opaque transactions.</summary>
    /// <exception cref="KmsException">The variable is neither true nor false (<see cref="KmsError.Configuration"/>).</exception>
    public bool AllowOpaque => _variables.Get(AllowOpaqueVariable) switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        _ => throw new KmsException(KmsError.Configuration, $"{AllowOpaqueVariable} is neither true nor false.", "Leave it out to have such transactions refused on mainnet."),
    };

    /// <summary>The password of the environment, or nothing.</summary>
    public string? Password => _variables.Get(PasswordVariable);

    /// <summary>The secret manager that holds the password, or nothing. An option that names another source goes before the variable.</summary>
    /// <exception cref="KmsException">The variable names none (<see cref="KmsError.Configuration"/>).</exception>
    public SecretManager? SecretManager =>
        _settings.SecretManager ?? (_settings.PasswordFile is null && _variables.Get(SecretManagerVariable) is { } name ? ReadSecretManager(name) : null);

    /// <summary>The folder that backups are put into, where the environment names one.</summary>
    public string? BackupFolder => _variables.Get(BackupFolderVariable) is { } path ? _paths.Resolve(path) : null;

    /// <summary>A variable, or nothing where it is not set.</summary>
    public string? Find(string variable) => _variables.Get(variable);

    /// <summary>The path of a file in the home directory, where there is one of that name, or nothing.</summary>
    public string? FindAtHome(string name) => _paths.HomeFolder is { } home && Path.Combine(home, name) is var path && File.Exists(path) ? path : null;

    /// <summary>The file that holds the password, of the option, or nothing.</summary>
    public string? PasswordFile => _settings.PasswordFile is { } path ? _paths.Resolve(path) : null;

    /// <summary>The file that holds the password, of the environment, or nothing.</summary>
    public string? EnvironmentPasswordFile => _variables.Get(PasswordFileVariable) is { } path ? _paths.Resolve(path) : null;

    /// <summary>The password that systemd hands over (<c>LoadCredential=tatum-kms-password:…</c>), or nothing.</summary>
    public string? CredentialFile =>
        _variables.Get(CredentialsVariable) is { } folder && Path.Combine(folder, CredentialName) is var path && File.Exists(path) ? path : null;

    /// <summary>Where the password comes from: the first of these that there is.</summary>
    public PasswordOrigin PasswordOrigin =>
        SecretManager is not null ? PasswordOrigin.SecretManager
        : PasswordFile is not null ? PasswordOrigin.File
        : Password is not null ? PasswordOrigin.Environment
        : EnvironmentPasswordFile is not null ? PasswordOrigin.EnvironmentFile
        : CredentialFile is not null ? PasswordOrigin.Credential
        : PasswordOrigin.Asked;

    private static SecretManager ReadSecretManager(string name) =>
        SecretManagerNames.Find(name) ?? throw new KmsException(
            KmsError.Configuration,
            $"{SecretManagerVariable} names no secret manager.",
            "It is one of aws, azure, vgs, vault and gcp.");
}

/// <summary>Where a password comes from.</summary>
internal enum PasswordOrigin
{
    /// <summary><c>--aws</c> and the like.</summary>
    SecretManager,

    /// <summary><c>--password-file</c>.</summary>
    File,

    /// <summary><c>TATUM_KMS_PASSWORD</c>.</summary>
    Environment,

    /// <summary><c>TATUM_KMS_PASSWORD_FILE</c>.</summary>
    EnvironmentFile,

    /// <summary>A systemd credential.</summary>
    Credential,

    /// <summary>The person at the terminal, or a line of standard input.</summary>
    Asked,
}
