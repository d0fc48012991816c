using TatumKms.Core;
using TatumKms.Wallets;

namespace TatumKms.Cli.Doctor.Files;

/// <summary>The files beside the wallet file that are or were wallet files.</summary>
internal static class SideFiles
{
    /// <summary>Those that the program itself has kept: their names begin with the wallet file's.</summary>
    public static IReadOnlyList<string> Kept(string path) => [.. In(Path.GetDirectoryName(path)!).Where(file =>
        Path.GetFileName(file).StartsWith(Path.GetFileName(path) + ".", StringComparison.Ordinal) && IsWallet(file))];

    /// <summary>Wallet files in a folder that are neither the wallet file nor kept by the program.</summary>
    public static IReadOnlyList<string> Copies(string folder, string path) => [.. In(folder).Where(file =>
        file != path && !file.StartsWith(path + ".", StringComparison.Ordinal) && IsWallet(file))];

    /// <summary>Whether a file's first bytes are those of a wallet file. One that cannot be read is none.</summary>
    private static bool IsWallet(string file)
    {
        try
        {
            return WalletStore.DescribeFile(file).Format is StoreFormat.Original or StoreFormat.Version2;
        }
        catch (KmsException)
        {
            return false;
        }
    }

    private static IEnumerable<string> In(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal) : [];
}
