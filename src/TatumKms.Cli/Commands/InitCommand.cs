using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Doctor;
using TatumKms.Cli.FirstRun;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary><c>init</c>: asks what a first run needs to know and writes it into a file of variables, which every command reads.</summary>
internal sealed class InitCommand : KmsCommand
{
    [SetsRequiredMembers]
    public InitCommand(Composition kms)
        : base(kms, "init", "Ask what a first run needs and keep it; files, password, network and API key go into a file of variables.") =>
        Examples =
        [
            "init --testnet --chain=BTC,ETH --password-from=file --api-key-from=environment --backup-folder=/mnt/safe",
            "init --envFile=kms.env --externalUrl=https://approve.internal/tx --password-from=vault --password-settings=VAULT_ADDR=https://vault.internal:8200,TATUM_KMS_VAULT_PATH=secret/kms --api-key-from=environment",
        ];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) =>
    [
        options.Testnet, options.NoTestnet, options.Path, options.EnvFile, options.PasswordFile,
        options.Chain, options.ExternalUrl, options.ExternalUrlMethod, options.ApprovalKeyFile,
        .. options.Init, .. options.Standing,
    ];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var paths = new UserPaths(Kms.Machine);
        var named = arguments.GetValue(Kms.Options.EnvFile);
        var path = FindTarget(paths, named);
        var force = arguments.GetValue(Kms.Options.Force);
        if (!force && Path.Exists(path))
        {
            throw UsageErrors.New(
                $"There is a file of variables '{path}' already. It was not written over.",
                "Change it by hand, name another one with --envFile, or give --force: then it is kept with .bak behind its name.");
        }

        using var answers = new Interview(new Questioner(Kms.Terminal, arguments), Kms.Options, arguments, Kms.Chains, paths).Run();
        var text = EnvFileText.Of(answers);
        cancellationToken.ThrowIfCancellationRequested();
        var written = FirstRunFiles.Write(path, text, answers, force);
        Kms.Terminal.WriteObject(json =>
        {
            json.WriteString("envFile", written.EnvFile);
            json.WriteString("kept", written.Kept);
            json.WriteString("newPasswordFile", written.NewPasswordFile);
        });
        TellOfOthers(text);
        TellWhatNext(answers, written, named is null ? "" : $" --envFile={ShellText.Quote(path)}");
        return Task.FromResult(ExitCode.Done);
    }

    private static string FindTarget(UserPaths paths, string? named) =>
        named is not null ? paths.Resolve(named)
        : paths.SettingsFolder is { } folder ? Path.Combine(folder, ".env")
        : throw new KmsException(KmsError.Configuration, "The user has no home directory for the file of variables.", "Set HOME, or name the file with --envFile.");

    /// <summary>What goes before the file would make its owner wonder.</summary>
    private void TellOfOthers(EnvFileText text)
    {
        foreach (var (name, value) in text.Variables)
        {
            if (Kms.Machine.Environment.TryGetValue(name, out var other) && other != value)
            {
                Kms.Terminal.Say($"warning: {name} is set in the environment, too, and that goes before the file.");
            }
        }
    }

    private void TellWhatNext(Answers answers, WrittenFiles written, string option)
    {
        if (written.NewPasswordFile is { } password)
        {
            Kms.Terminal.Say($"The password is in '{password}'. Keep a copy of it apart from the wallet file: without it the wallets are lost.");
        }

        Kms.Terminal.Say("What next:");
        if (answers.ApprovalKeyFile is { } key && !File.Exists(key))
        {
            Kms.Terminal.Say($"  (umask 077; openssl rand -hex 32 > {ShellText.Quote(key)}), and give the same key to the second pair of eyes");
        }

        if (!File.Exists(answers.StorePath))
        {
            Kms.Terminal.Say($"  tatum-kms generatemanagedwallet {(answers.Chains is { } chains ? chains[0].Code : "BTC")}{option}");
        }

        Kms.Terminal.Say($"  tatum-kms doctor{option}");
        Kms.Terminal.Say($"  tatum-kms daemon{option}");
    }
}
