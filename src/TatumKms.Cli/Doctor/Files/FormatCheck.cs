using TatumKms.Wallets;

namespace TatumKms.Cli.Doctor.Files;

/// <summary>What the open part of the wallet file says: format, generation, cost of the password hash.</summary>
/// <param name="file">Tells its path.</param>
/// <param name="today">What a new store gets.</param>
internal sealed class FormatCheck(Func<string> file, KdfParameters today) : LocalCheck("wallet-format")
{
    protected override Finding Run(CancellationToken cancellationToken)
    {
        var path = file();
        if (!File.Exists(path))
        {
            return File.Exists(path + ".bak")
                ? Finding.Problem($"There is no wallet file {ShellText.Quote(path)}, but a copy of one beside it.", $"tatum-kms restore {ShellText.Quote(path + ".bak")}")
                : Finding.Warning($"There is no wallet file {ShellText.Quote(path)} yet.", "tatum-kms generatemanagedwallet BTC");
        }

        var store = StoreInspection.Read(path);
        return store.Kdf is not { } kdf
            ? Finding.Warning(
                "The wallet file has the format of the original, whose weak encryption a thief of the file breaks fast. The first change converts it.",
                "tatum-kms changepassword")
            : Work(kdf) < Work(today) ? Finding.Warning(
                $"The wallet file is in format version 2, generation {store.Generation}, but its password hash (scrypt {Describe(kdf)}) costs a thief less than that of new files ({Describe(today)}).",
                "tatum-kms changepassword")
            : Finding.Ok($"The wallet file is in format version 2, generation {store.Generation}, with scrypt {Describe(kdf)}.");
    }

    private static long Work(KdfParameters kdf) => (long)kdf.N * kdf.R * kdf.P;

    private static string Describe(KdfParameters kdf) => $"n={kdf.N} r={kdf.R} p={kdf.P}";
}
