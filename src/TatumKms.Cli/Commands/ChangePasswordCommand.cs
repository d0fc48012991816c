using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Wallets;

namespace TatumKms.Cli.Commands;

/// <summary><c>changepassword</c>: puts the store under another password. Asks for the present one first.</summary>
internal sealed class ChangePasswordCommand : KmsCommand
{
    [SetsRequiredMembers]
    public ChangePasswordCommand(Composition kms)
        : base(kms, "changepassword", "Change the password of the wallet file; the file as it was before stays beside it.") =>
        Examples = ["changepassword", "changepassword --password-file=/run/secrets/old --new-password-file=/run/secrets/new"];

    public override IEnumerable<Option> OptionsOf(KmsOptions options) =>
        [.. base.OptionsOf(options), options.NewPasswordFile, options.AllowWeakPassword];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Kms.Configure(arguments);
        var file = arguments.GetValue(Kms.Options.NewPasswordFile);
        var before = WalletStore.DescribeFile(configuration.StorePath);
        if (!before.Exists)
        {
            throw StoredWallets.NoFile(configuration.StorePath);
        }

        using var store = Kms.OpenStore(configuration, arguments.GetValue(Kms.Options.AllowWeakPassword));
        await store.ChangePasswordAsync(Kms.CreateNewPasswordSource(file is null ? null : configuration.Resolve(file)), cancellationToken);
        Kms.Terminal.Say("The password is changed. A daemon that runs must be started again with the new one.");
        if (configuration.SecretManager is { } manager)
        {
            Kms.Terminal.Say($"Put the new password into {manager.Describe()}, too: until then nothing opens the wallet file with it.");
        }

        Kms.Terminal.Say(before.Format == StoreFormat.Original
            ? "The original file is still under the old password and its weak protection. Delete it when you no longer need it."
            : $"The wallet file as it was before, under the old password, is '{configuration.StorePath}.bak' until the next change. So are your older backups.");
        return ExitCode.Done;
    }
}
