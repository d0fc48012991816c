using System.CommandLine;

namespace TatumKms.Cli.Commands;

/// <summary>All commands, one line each, in the order of the help; a text is the title of those that follow it.</summary>
internal static class CommandTree
{
    public static ProgramCommand Create(Composition kms)
    {
        var root = new ProgramCommand("tatum-kms", "Keeps the keys of a custodial crypto app and signs the transactions that wait at the Tatum API.")
        {
            "Signing",
            new DaemonCommand(kms),
            "Wallets",
            new GenerateWalletCommand(kms),
            new GenerateManagedWalletCommand(kms),
            new StoreManagedWalletCommand(kms),
            new StoreManagedPrivateKeyCommand(kms),
            new GenerateManagedPrivateKeyBatchCommand(kms),
            new GetPrivateKeyCommand(kms),
            new GetAddressCommand(kms),
            new GetManagedWalletCommand(kms),
            new ListCommand(kms),
            new LabelCommand(kms),
            new RemoveWalletCommand(kms),
            new ExportCommand(kms),
            "The wallet file",
            new ChangePasswordCommand(kms),
            new BackupCommand(kms),
            new RestoreCommand(kms),
            "Pending transactions",
            new PendingCommand(kms),
            new TransactionCommand(kms),
            new InspectCommand(kms),
            new SignCommand(kms),
            new CompleteCommand(kms),
            new DeleteCommand(kms),
            "Safety",
            new AuditCommand(kms),
            new ExplainCommand(kms),
            new PolicyCommand(kms),
            new FreezeCommand(kms),
            new UnfreezeCommand(kms),
            "This machine",
            new ReportCommand(kms),
            new HealthCommand(kms),
            new CheckConfigCommand(kms),
            new InitCommand(kms),
            new DoctorCommand(kms),
            new DemoCommand(kms),
            "Help",
            new HelpCommand(kms),
            new CompletionCommand(kms),
            new ManCommand(kms),
        };
        foreach (var option in kms.Options.All)
        {
            option.Recursive = true;
            root.Add(option);
        }

        return root;
    }

    /// <summary>All commands, each before the parts that it has.</summary>
    public static IEnumerable<KmsCommand> Flatten(Command root) =>
        root.Subcommands.Cast<KmsCommand>().SelectMany(command => Flatten(command).Prepend(command));
}
