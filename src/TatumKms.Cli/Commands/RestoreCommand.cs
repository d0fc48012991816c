using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Wallets;

namespace TatumKms.Cli.Commands;

/// <summary><c>restore</c>: puts a backup in the place of the wallet file, which is kept.</summary>
internal sealed class RestoreCommand : KmsCommand
{
    [SetsRequiredMembers]
    public RestoreCommand(Composition kms)
        : base(kms, "restore", "Put a backup in the place of the wallet file; that is kept under another name.")
    {
        Add(File);
        Examples = ["restore /mnt/safe/wallet-2026-01-31.dat", "restore ~/.tatumrc/wallet.dat.bak --allow-older"];
    }

    internal Argument<string> File { get; } = new("file") { Description = "The path of the backup; its password is asked for." };

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.AllowOlder];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Kms.Configure(arguments);
        var file = configuration.Resolve(arguments.GetRequiredValue(File));
        var restore = new WalletRestore(Kms.StoreOptions(configuration.StorePath), Kms.CreatePasswordSource(configuration));
        var restored = await restore.RunAsync(file, arguments.GetValue(Kms.Options.AllowOlder), cancellationToken);
        if (restored.Kept is not null)
        {
            Kms.Terminal.Say($"The wallet file that was there is kept as '{restored.Kept}'.");
        }

        Kms.Terminal.Say($"Restored {Sentences.Wallets(restored.Wallets)}. The wallet file has the password of the backup.");
        Kms.Terminal.WriteObject(json =>
        {
            json.WriteString("file", configuration.StorePath);
            json.WriteNumber("generation", restored.Generation);
            json.WriteNumber("wallets", restored.Wallets);
        });
        return ExitCode.Done;
    }
}
