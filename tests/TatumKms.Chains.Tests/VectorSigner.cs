using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Tests;

/// <summary>Signs a vector's pending transaction with a vector's store, as the daemon would.</summary>
internal static class VectorSigner
{
    public static async Task<(PreparedTransaction Prepared, SignedTransaction Signed)> SignAsync(
        IChain chain, JsonElement vector, CancellationToken cancellationToken, VectorNode? given = null)
    {
        var keys = Keys(chain, vector);
        var prepared = await PrepareAsync(chain, vector, keys, given ?? new VectorNode(vector), cancellationToken);
        return (prepared, chain.Sign(prepared, keys));
    }

    /// <summary>The keys that a vector's transaction wants, out of the vector's store.</summary>
    public static SigningKey[] Keys(IChain chain, JsonElement vector)
    {
        var wallets = vector.GetProperty("wallets").EnumerateObject().ToDictionary(wallet => SignatureId.Parse(wallet.Name), wallet => Entry(wallet.Value));
        var keys = chain.SelectKeys(Pending.Read(vector.GetProperty("pending")))
            .Where(request => wallets.ContainsKey(request.Id) || (request.MayBeMissing ? false : throw new RefusedException("A key is not in the store.")))
            .Where(request => wallets[request.Id].PrivateKey is not null || wallets[request.Id].Secret is not null || request.Index is not null)
            .Select(request => Key(chain, wallets[request.Id], request.Index ?? 0))
            .ToArray();
        return keys.Length > 0 ? keys : throw new RefusedException("No key of the vector's store fits.");
    }

    /// <summary>The transaction, ready to be signed.</summary>
    public static async Task<PreparedTransaction> PrepareAsync(
        IChain chain, JsonElement vector, IReadOnlyList<SigningKey> keys, IChainNode node, CancellationToken cancellationToken)
    {
        var prepared = await chain.PrepareAsync(
            Pending.Read(vector.GetProperty("pending")), NetworkOf(vector), [.. keys.Select(key => key.PublicKey)], node, cancellationToken);
        return chain is IFreshening freshening ? await freshening.FreshenAsync(prepared, node, cancellationToken) : prepared;
    }

    public static Network NetworkOf(JsonElement vector) => vector.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet;

    public static WalletEntry Entry(JsonElement json) => new(
        ChainId.Parse(json.GetProperty("chain").GetString()!),
        NetworkOf(json),
        [.. json.EnumerateObject().Where(member => member.Name is not ("chain" or "testnet")).Select(member => WalletField.Public(member.Name, member.Value.GetString()!))]);

    public static string Text(SecretBytes secret) => Encoding.UTF8.GetString(secret.Span);

    private static SigningKey Key(IChain chain, WalletEntry entry, uint index)
    {
        try
        {
            var privateKey = chain.DerivePrivateKey(entry, index);
            return new SigningKey(privateKey, chain.GetPublicKey(entry.Network, privateKey));
        }
        catch (KmsException problem)
        {
            throw new RefusedException(problem.Message, problem);
        }
    }
}
