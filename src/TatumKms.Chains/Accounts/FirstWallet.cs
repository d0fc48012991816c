using TatumKms.Core;

namespace TatumKms.Chains.Accounts;

/// <summary>Which keys account chains ask for: the transaction has one signer, the first of its wallets that the store has.</summary>
internal static class FirstWallet
{
    /// <summary>The wallets of <c>hashes</c> with the transaction's index, then those of <c>signatures</c> with their own.</summary>
    public static IReadOnlyList<KeyRequest> Select(PendingTransaction transaction) =>
    [
        .. transaction.Hashes.Select(id => new KeyRequest(id, transaction.Index, MayBeMissing: true)).Distinct(),
        .. transaction.Signatures.Select(signer => new KeyRequest(signer.Id, signer.Index, MayBeMissing: false)).Distinct(),
    ];
}
