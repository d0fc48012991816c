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
        var pending = Pending.Read(vector.GetProperty("pending"));
        var network = vector.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet;
        var wallets = vector.GetProperty("wallets").EnumerateObject().ToDictionary(wallet => SignatureId.Parse(wallet.Name), wallet => Entry(wallet.Value));
        var keys = chain.SelectKeys(pending)
            .Where(request => wallets.ContainsKey(request.Id) || (request.MayBeMissing ? false : throw new RefusedException("A key is not in the store.")))
            .Where(request => wallets[request.Id].PrivateKey is not null || wallets[request.Id].Secret is not null || request.Index is not null)
            .Select(request => Key(chain, wallets[request.Id], request.Index ?? 0))
            .ToArray();
        if (keys.Length == 0)
        {
            throw new RefusedException("No key of the vector's store fits.");
        }

        var node = given ?? new VectorNode(vector);
        var prepared = await chain.PrepareAsync(pending, network, [.. keys.Select(key => key.PublicKey)], node, cancellationToken);
        if (chain is IFreshening freshening)
        {
            prepared = await freshening.FreshenAsync(prepared, node, cancellationToken);
        }

        return (prepared, chain.Sign(prepared, keys));
    }

    public static WalletEntry Entry(JsonElement json) => new(
        ChainId.Parse(json.GetProperty("chain").GetString()!),
        json.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet,
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
