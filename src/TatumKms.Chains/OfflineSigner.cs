using System.Text.Json;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains;

/// <summary>
/// Signs with the keys of a wallet store and no network: the KMS as a library. What the daemon checks of a transaction is checked here,
/// too; what it remembers is not: there is no journal, so whoever calls must see to it that nothing is signed twice.
/// </summary>
/// <param name="chains">The chains to sign for.</param>
public sealed class OfflineSigner(IEnumerable<IChain> chains)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    private readonly ChainRegistry _chains = new(chains);

    /// <summary>Makes one for all chains, with libsecp256k1 where the machine has it.</summary>
    /// <param name="options">Other limits for fees than the usual ones.</param>
    public static OfflineSigner Create(ChainOptions? options = null) =>
        new(ChainsRegistration.CreateChains(Secp256k1.CreateBest(), options));

    /// <summary>A chain, to make wallets, import keys and derive addresses with.</summary>
    /// <param name="code">Its code, <c>ETH</c>.</param>
    /// <exception cref="KmsException">There is no such chain (<see cref="KmsError.Usage"/>).</exception>
    public IChain Chain(string code) => _chains.Get(code);

    /// <summary>Reads and checks a transaction, has it approved, and signs it: the same bytes each time.</summary>
    /// <param name="wallets">The opened store.</param>
    /// <param name="transaction">What to sign, and with which keys; chain and network are those of the keys.</param>
    /// <param name="approve">Gets what the transaction does and says whether that is wanted. Without a yes nothing is signed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The transaction as the chain takes it, and its id.</returns>
    /// <exception cref="KmsException">A wallet is not in the store, or its chain is not known.</exception>
    /// <exception cref="RefusedException">
    /// The transaction is malformed or unsafe, the keys do not fit it, it lacks what only the network knows, or it was not approved.
    /// </exception>
    public async Task<SignedTransaction> SignAsync(
        IWalletSnapshot wallets, OfflineTransaction transaction, Func<TransactionDescription, bool> approve, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wallets);
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(approve);
        var (chain, network) = KeysOf(wallets, transaction);
        var keys = new List<SigningKey>();
        try
        {
            keys.AddRange(transaction.Signers.Select(signer => OfflineKeys.Derive(chain, wallets, signer)));
            var prepared = await PrepareAsync(chain, network, transaction, keys, cancellationToken);
            return approve(prepared.Description)
                ? chain.Sign(prepared, keys)
                : throw new RefusedException("The transaction was not approved; nothing was signed.");
        }
        finally
        {
            keys.ForEach(key => key.Dispose());
        }
    }

    private (IChain Chain, Network Network) KeysOf(IWalletSnapshot wallets, OfflineTransaction transaction)
    {
        var owners = transaction.Signers.Select(signer => OfflineKeys.Summary(wallets, signer.Id)).ToList();
        return owners.Select(owner => (owner.Chain, owner.Network)).Distinct().ToList() is [var single]
            ? (_chains.Get(single.Chain.Code), single.Network)
            : throw new RefusedException("A transaction is signed with keys of one chain and network, and with at least one.");
    }

    private static async Task<PreparedTransaction> PrepareAsync(
        IChain chain, Network network, OfflineTransaction transaction, List<SigningKey> keys, CancellationToken cancellationToken)
    {
        var pending = new PendingTransaction
        {
            Id = "offline",
            Chain = chain.Id,
            Hashes = [],
            Signatures = transaction.Signers,
            SerializedTransaction = transaction.Serialized,
            Raw = Nothing,
        };
        var node = new OfflineNode();
        try
        {
            var prepared = await chain.PrepareAsync(pending, network, [.. keys.Select(key => key.PublicKey)], node, cancellationToken);
            return chain is IFreshening freshening ? await freshening.FreshenAsync(prepared, node, cancellationToken) : prepared;
        }
        catch (NodeException problem)
        {
            throw new RefusedException($"The transaction cannot be completed offline. {problem.Message}", problem);
        }
    }
}
