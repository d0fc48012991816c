using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;
using TatumKms.Wallets;

namespace TatumKms.Cli.Commands;

/// <summary><c>removewallet</c>: takes an entry out of the store. A person is asked before, and a script says that it means it.</summary>
internal sealed class RemoveWalletCommand : KmsCommand
{
    [SetsRequiredMembers]
    public RemoveWalletCommand(Composition kms)
        : base(kms, "removewallet", "Remove a stored wallet; the wallet file as it was before stays beside it.")
    {
        Add(Id);
        Examples = ["removewallet 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11", "removewallet 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11 --yes --path=/srv/kms/wallet.dat"];
    }

    internal SignatureIdArgument Id { get; } = new();

    public override IEnumerable<Option> OptionsOf(KmsOptions options) => [.. base.OptionsOf(options), options.Yes];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var id = Id.Read(arguments);
        var configuration = Kms.Configure(arguments);
        using var store = Kms.OpenStore(configuration);
        var wallet = await FindAsync(store, id, cancellationToken);
        var name = Sentences.Name(wallet);
        if (!arguments.GetValue(Kms.Options.Yes))
        {
            Confirm(name);
        }

        var before = WalletStore.DescribeFile(configuration.StorePath);
        await store.RemoveAsync(id, cancellationToken);
        Kms.Terminal.Say($"Removed {name}.");
        if (before.Format == StoreFormat.Version2)
        {
            var backup = $"{configuration.StorePath}.bak";
            Kms.Terminal.Say($"The wallet file as it was before, with this wallet in it, is '{backup}' until the next change.");
            Kms.Terminal.Say($"To see the wallet: tatum-kms getmanagedwallet {id} --path='{backup}'. To have it back: tatum-kms restore '{backup}' --allow-older");
        }

        return ExitCode.Done;
    }

    private static async Task<WalletSummary> FindAsync(WalletStore store, SignatureId id, CancellationToken cancellationToken)
    {
        using var snapshot = await store.OpenAsync(cancellationToken);
        return snapshot.GetSummary(id);
    }

    private void Confirm(string name)
    {
        if (!Kms.Terminal.CanAsk)
        {
            throw new KmsException(KmsError.Usage, "There is no terminal to confirm the removal at; nothing was removed.", "If you mean it, use --yes.");
        }

        var answer = Kms.Terminal.AskOpenly($"Remove {name}? Type yes to remove it: ").Trim();
        if (!answer.Equals("yes", StringComparison.OrdinalIgnoreCase))
        {
            throw new KmsException(KmsError.Usage, "Not confirmed; nothing was removed.", "Type yes, or use --yes to remove without a question.");
        }
    }
}
