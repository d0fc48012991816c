using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

namespace TatumKms.Cli.Commands;

/// <summary><c>backup verify</c>: opens a backup and compares it with the wallet file, where there is one. Writes nothing.</summary>
internal sealed class BackupVerifyCommand : KmsCommand
{
    [SetsRequiredMembers]
    public BackupVerifyCommand(Composition kms)
        : base(kms, "verify", "Say whether a backup opens and has every wallet; nothing is written.")
    {
        Add(File);
        Examples = ["backup verify /mnt/safe/wallet-2026-01-31.dat", "backup verify copy.dat --path=/srv/kms/wallet.dat"];
    }

    internal Argument<string> File { get; } = new("file") { Description = "The path of the backup." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Kms.Configure(arguments);
        var file = configuration.Resolve(arguments.GetRequiredValue(File));
        using var password = new RememberedPasswordSource(Kms.CreatePasswordSource(configuration));
        using var store = await OpenStoreAsync(configuration, password, cancellationToken);
        using var backup = await OpenBackupAsync(file, password, cancellationToken);
        var comparison = store is null ? null : WalletComparison.Compare(store, backup);
        Kms.Terminal.WriteObject(json =>
        {
            json.WriteString("file", file);
            BackupReport.Write(json, backup);
            if (comparison is not null)
            {
                json.WriteStartObject("store");
                BackupReport.Write(json, store!);
                json.WriteEndObject();
                BackupReport.WriteIds(json, "missing", comparison.Missing);
                BackupReport.WriteIds(json, "different", comparison.Different);
                BackupReport.WriteIds(json, "additional", comparison.Additional);
            }
        });
        return Conclude(comparison, backup.Wallets.Count);
    }

    private ExitCode Conclude(WalletComparison? comparison, int wallets)
    {
        if (comparison is null)
        {
            Kms.Terminal.Say($"The backup opens and holds {Sentences.Wallets(wallets)}. There is no wallet file to compare it with.");
            return ExitCode.Done;
        }

        if (comparison.HasAll)
        {
            Kms.Terminal.Say("The backup opens and holds every wallet of the wallet file, as it is there.");
            return ExitCode.Done;
        }

        Kms.Terminal.Fail(
            $"Of the wallet file, the backup lacks {Sentences.Wallets(comparison.Missing.Count)} and holds {comparison.Different.Count} with other contents.",
            "Make a new backup.");
        return ExitCode.NotFound;
    }

    private async Task<IWalletSnapshot?> OpenStoreAsync(KmsConfiguration configuration, IPasswordSource password, CancellationToken cancellationToken)
    {
        if (!WalletStore.DescribeFile(configuration.StorePath).Exists)
        {
            return null;
        }

        using var store = Kms.OpenStore(configuration.StorePath, password);
        return await store.OpenAsync(cancellationToken);
    }

    /// <summary>A backup from before the last change of the password has another one, which a person can be asked for.</summary>
    private async Task<IWalletSnapshot> OpenBackupAsync(string file, IPasswordSource password, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(file, password, cancellationToken);
        }
        catch (KmsException problem) when (problem.Error == KmsError.WrongPassword && Kms.Terminal.CanAsk)
        {
            return await OpenAsync(file, new PromptPasswordSource(Kms.Terminal, "The backup has another password. Enter password of the backup:"), cancellationToken);
        }
    }

    private async Task<IWalletSnapshot> OpenAsync(string file, IPasswordSource password, CancellationToken cancellationToken)
    {
        using var store = Kms.OpenStore(file, password);
        return await store.OpenAsync(cancellationToken);
    }
}
