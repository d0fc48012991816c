using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Terminal;
using TatumKms.Wallets;

namespace TatumKms.Cli.Commands;

/// <summary><c>backup</c>: an encrypted copy of the wallet file, made only of a file that opens.</summary>
internal sealed class BackupCommand : KmsCommand
{
    [SetsRequiredMembers]
    public BackupCommand(Composition kms)
        : base(kms, "backup", "Copy the wallet file; encrypted as it is, to a file that is not there yet.")
    {
        Add(File);
        Add(new BackupVerifyCommand(kms));
        Examples = ["backup /mnt/safe/wallet-2026-01-31.dat", "backup copy.dat --path=/srv/kms/wallet.dat"];
    }

    internal Argument<string> File { get; } = new("file") { Description = "The path of the copy." };

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Kms.Configure(arguments);
        var file = configuration.Resolve(arguments.GetRequiredValue(File));
        var backup = new WalletBackup(Kms.StoreOptions(configuration.StorePath), Kms.CreatePasswordSource(configuration));
        using var copied = await backup.RunAsync(file, cancellationToken);
        Kms.Terminal.WriteObject(json =>
        {
            json.WriteString("file", file);
            BackupReport.Write(json, copied);
        });
        return ExitCode.Done;
    }
}
