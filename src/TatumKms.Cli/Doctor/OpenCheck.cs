using TatumKms.Cli.Configuration;
using TatumKms.Cli.Reports;
using TatumKms.Core;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

namespace TatumKms.Cli.Doctor;

/// <summary>Opens the wallet file: that the password is right, how long its hash takes, what is in it. Writes nothing.</summary>
internal sealed class OpenCheck(Composition kms, KmsConfiguration configuration) : DoctorCheck("open")
{
    public override async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        var file = WalletStore.DescribeFile(configuration.StorePath);
        if (!file.Exists)
        {
            return Finding.NotApplicable("There is no wallet file to open.");
        }

        using var password = new RememberedPasswordSource(kms.CreatePasswordSource(configuration));

        // Before the clock runs: somebody may be typing.
        using (await password.GetPasswordAsync(PasswordPurpose.Open, cancellationToken))
        {
        }

        var start = kms.Machine.Time.GetTimestamp();
        using var store = kms.OpenStore(configuration.StorePath, password);
        using var snapshot = await store.OpenAsync(cancellationToken);
        var took = kms.Machine.Time.GetElapsedTime(start);
        var told = $"The password opens the wallet file, in {took.TotalSeconds:0.0} s; it holds {Describe(snapshot)}.";
        return file.Format == StoreFormat.Original ? Judge(told, new ConversionCheck(kms.Chains).Run(snapshot)) : Finding.Ok(told);
    }

    private static Finding Judge(string told, IReadOnlyList<string> problems) => Finding.Warning(
        problems.Count == 0
            ? $"{told} Its conversion from the original's format is pending; every entry is in order."
            : $"{told} Its conversion from the original's format is pending. {string.Join(' ', problems)}",
        problems.Count == 0 ? "tatum-kms changepassword" : "tatum-kms list shows the entries; nothing is changed by the conversion.");

    private static string Describe(IWalletSnapshot snapshot) => snapshot.Wallets.Count == 0
        ? "no wallet"
        : string.Join(", ", snapshot.Wallets.CountBy(wallet => wallet.Chain.Code).OrderBy(chain => chain.Key, StringComparer.Ordinal).Select(chain => $"{chain.Value} of {chain.Key}"));
}
