using TatumKms.Wallets;

namespace TatumKms.Cli.Doctor.Files;

/// <summary>Old wallet files that lie beside the wallet file for good: whoever gets one needs its password only.</summary>
internal sealed class LeftoversCheck(Func<string> file) : LocalCheck("wallet-leftovers")
{
    protected override Finding Run(CancellationToken cancellationToken)
    {
        var path = file();

        // The copy of the generation before belongs there: the next change replaces it.
        var kept = SideFiles.Kept(path).Where(other => other != path + ".bak").ToList();
        var weak = kept.Where(other => WalletStore.DescribeFile(other).Format == StoreFormat.Original).ToList();
        return weak.Count > 0 ? Finding.Warning(
                $"{ShellText.Quote(weak)} still has keys in the weak format of the original.",
                $"tatum-kms backup verify {ShellText.Quote(weak[0])} && shred -u {ShellText.Quote(weak)}")
            : kept.Count > 0 ? Finding.Warning(
                $"{ShellText.Quote(kept)} was kept when another file was put in its place, and opens with the password of its time.",
                $"tatum-kms backup verify {ShellText.Quote(kept[0])} && shred -u {ShellText.Quote(kept)}")
            : Finding.Ok("No old wallet file lies beside the wallet file but the one before the last change.");
    }
}
