using TatumKms.Core;

namespace TatumKms.Cli.Commands;

/// <summary>Finds entries that must be there.</summary>
internal static class StoredWallets
{
    /// <exception cref="KmsException">There is no such entry (<see cref="KmsError.NotFound"/>).</exception>
    public static WalletEntry Get(this IWalletSnapshot snapshot, SignatureId id) => snapshot.Find(id) ?? throw NotFound(id);

    /// <exception cref="KmsException">There is no such entry (<see cref="KmsError.NotFound"/>).</exception>
    public static SecretBytes GetJson(this IWalletSnapshot snapshot, SignatureId id) => snapshot.FindJson(id) ?? throw NotFound(id);

    /// <exception cref="KmsException">There is no such entry (<see cref="KmsError.NotFound"/>).</exception>
    public static WalletSummary GetSummary(this IWalletSnapshot snapshot, SignatureId id) =>
        snapshot.Wallets.FirstOrDefault(wallet => wallet.Id == id) ?? throw NotFound(id);

    /// <summary>There is no wallet file.</summary>
    public static KmsException NoFile(string path) =>
        new(KmsError.NotFound, $"No such wallet file: '{path}'.", "Name it with --path, or create it by generating or storing a wallet.");

    private static KmsException NotFound(SignatureId id) =>
        new(KmsError.NotFound, $"No such wallet for signatureId '{id}'.", "Check the id and, with --path, the wallet file.");
}
