using System.CommandLine;
using TatumKms.Chains;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Passwords;
using TatumKms.Cli.Reports;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

namespace TatumKms.Cli;

/// <summary>Puts the rooms together for one run. The only place that knows which class stands behind which port.</summary>
internal sealed class Composition : IDisposable
{
    private const string QuestionForPassword = "Enter password to access wallet store (or set env var TATUM_KMS_PASSWORD):";
    private const string QuestionForNewPassword = "Enter new password for wallet store:";

    private readonly Lazy<ISecp256k1> _engine = new(Secp256k1.CreateBest);
    private readonly Lazy<ChainRegistry> _chains;
    private readonly KmsOptions _options;
    private readonly List<IDisposable> _owned = [];

    public Composition(Machine machine, KmsOptions options)
    {
        Machine = machine;
        _options = options;
        _chains = new Lazy<ChainRegistry>(() => CreateChains(new ChainOptions()));
    }

    public Machine Machine { get; }

    public ITerminal Terminal => Machine.Terminal;

    /// <summary>Every option, for commands that have some of their own.</summary>
    public KmsOptions Options => _options;

    public ChainRegistry Chains => _chains.Value;

    /// <summary>The name of the engine for secp256k1.</summary>
    public string EngineName => Engine.Name;

    /// <summary>The engine for secp256k1.</summary>
    public ISecp256k1 Engine => _engine.Value;

    /// <summary>The chains with limits that the owner has set, for whoever signs.</summary>
    public ChainRegistry CreateChains(ChainOptions options) => new(ChainsRegistration.CreateChains(_engine.Value, options));

    /// <summary>Reads options, environment and files of variables.</summary>
    /// <exception cref="KmsException">A file of variables is missing or unreadable (<see cref="KmsError.Configuration"/>).</exception>
    public KmsConfiguration Configure(ParseResult arguments) => new(Machine, GlobalOptions.Read(_options, arguments));

    /// <summary>Whether a result is to be a table: <c>--output</c> says it, or else the command.</summary>
    /// <exception cref="KmsException"><c>--output</c> is neither json nor table (<see cref="KmsError.Usage"/>).</exception>
    public bool WantsTable(ParseResult arguments, bool otherwise) => arguments.GetValue(_options.Output) switch
    {
        null => otherwise,
        "table" => true,
        "json" => false,
        _ => throw UsageErrors.New("--output is neither json nor table."),
    };

    /// <summary>The store; nothing is read and nobody is asked before it is used.</summary>
    public WalletStore OpenStore(KmsConfiguration configuration, bool allowWeakPassword = false)
    {
        // The derivation of the store's keys keeps one core busy for a while; another loads meanwhile what comes after it.
        _ = Task.Run(() => _chains.Value);
        return new WalletStore(StoreOptions(configuration.StorePath, allowWeakPassword), CreatePasswordSource(configuration));
    }

    /// <summary>A store at a path, with a password of its own.</summary>
    public WalletStore OpenStore(string path, IPasswordSource passwords) => new(StoreOptions(path), passwords);

    /// <summary>How a store at a path is written.</summary>
    public WalletStoreOptions StoreOptions(string path, bool allowWeakPassword = false) => new()
    {
        Path = path,
        Kdf = Machine.Kdf,
        AllowWeakPassword = allowWeakPassword,
        Notice = Terminal.Say,
        Converted = snapshot => new ConversionCheck(Chains).Run(snapshot).ToList().ForEach(Terminal.Say),
        Time = Machine.Time,
    };

    /// <summary>The chain of a stored entry.</summary>
    /// <exception cref="KmsException">This version does not know the chain (<see cref="KmsError.Usage"/>).</exception>
    public IChain ChainOf(WalletEntry entry) => Chains.TryGet(entry.Chain, out var chain)
        ? chain
        : throw new KmsException(
            KmsError.Usage,
            $"This version cannot work with keys of {entry.Chain}.",
            "The wallet is safe in the store; getmanagedwallet shows it as it is.");

    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    /// <summary>Where the password of the store comes from.</summary>
    public IPasswordSource CreatePasswordSource(KmsConfiguration configuration)
    {
        switch (configuration.PasswordOrigin)
        {
            case PasswordOrigin.SecretManager:
                return CreateManagerSource(configuration, configuration.SecretManager!.Value);
            case PasswordOrigin.File:
                return new FilePasswordSource(configuration.PasswordFile!);
            case PasswordOrigin.Environment:
                var password = new EnvironmentPasswordSource(configuration.Password!);
                _owned.Add(password);
                return password;
            case PasswordOrigin.EnvironmentFile:
                return new FilePasswordSource(configuration.EnvironmentPasswordFile!);
            case PasswordOrigin.Credential:
                // systemd gives the file to the service alone; its group bits are the manager's business.
                return new FilePasswordSource(configuration.CredentialFile!, ownersAlone: false);
            default:
                return CreateQuestion(QuestionForPassword);
        }
    }

    /// <summary>Where a password comes from that the store is to have.</summary>
    public IPasswordSource CreateNewPasswordSource(string? file) =>
        file is null ? CreateQuestion(QuestionForNewPassword) : new FilePasswordSource(file);

    private DeferredPasswordSource CreateManagerSource(KmsConfiguration configuration, SecretManager manager)
    {
        var source = new DeferredPasswordSource(() => ManagerSources.Create(manager, new ManagerSettings(configuration, Terminal), Machine.Time));
        _owned.Add(source);
        return source;
    }

    private IPasswordSource CreateQuestion(string label) =>
        Terminal.CanAsk ? new PromptPasswordSource(Terminal, label, Terminal.Say) : new StandardInputPassword(Terminal, label);
}
