using TatumKms.Core;

namespace TatumKms.Chains;

/// <summary>An unsigned transaction and the keys that shall sign it.</summary>
/// <param name="Serialized">
/// The unsigned transaction in the form that the Tatum API calls <c>serializedTransaction</c>; the page of each chain describes it.
/// </param>
/// <param name="Signers">
/// The entries of the store and the index of the key of each; no index for an entry that holds a private key. Where a chain's form
/// names no owners of its inputs (Bitcoin Cash), they are in the order of the inputs.
/// </param>
public sealed record OfflineTransaction(string Serialized, IReadOnlyList<IndexedSigner> Signers)
{
    /// <summary>A transaction with one signer.</summary>
    /// <param name="serialized">The unsigned transaction.</param>
    /// <param name="wallet">The entry of the store.</param>
    /// <param name="index">The index of its key, where it holds a mnemonic.</param>
    public OfflineTransaction(string serialized, SignatureId wallet, uint? index = null)
        : this(serialized, [new IndexedSigner(wallet, index)])
    {
    }
}
