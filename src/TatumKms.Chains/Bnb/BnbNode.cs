using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Bnb;

/// <summary>What is looked up: the chain's name at its own node, the account at the Tatum API, or at the node where that gives number 0.</summary>
internal sealed class BnbNode(ChainId chain, IChainNode node, Network network)
{
    /// <summary>The account of an address, with the sequence that comes next.</summary>
    /// <exception cref="RefusedException">The chain does not know the account.</exception>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<BnbAccount> AccountAsync(string address, CancellationToken cancellationToken)
    {
        var chainId = await ChainIdAsync(cancellationToken);
        var (number, sequence) = await NumbersAsync(new NodeAddress.Api($"/v3/bnb/account/{address}"), cancellationToken);
        if (number == 0)
        {
            (number, sequence) = await NumbersAsync(Public($"/api/v1/account/{address}"), cancellationToken);
        }

        var next = node.NextSequence(address) ?? node.FreeSequence(address, (ulong)sequence);
        return next <= long.MaxValue
            ? new BnbAccount(chainId, number, (long)next)
            : throw new RefusedException("The account has used up its sequence numbers.");
    }

    private async Task<string> ChainIdAsync(CancellationToken cancellationToken)
    {
        var expected = network == Network.Mainnet ? "Binance-Chain-Tigris" : "Binance-Chain-Ganges";
        var answer = await node.GetAsync(Public("/api/v1/node-info"), cancellationToken);
        return answer.ValueKind == JsonValueKind.Object && answer.Optional("node_info") is { ValueKind: JsonValueKind.Object } info
            && info.Optional("network") is { ValueKind: JsonValueKind.String } name && name.ValueEquals(expected)
            ? expected
            : throw new NodeException($"The node does not say that it belongs to {expected}.");
    }

    private async Task<(long Number, long Sequence)> NumbersAsync(NodeAddress address, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await node.GetAsync(address, cancellationToken);
            return (Number(answer, "account_number"), Number(answer, "sequence"));
        }
        catch (NodeException exception) when (exception.Status is 403 or 404)
        {
            // The API says 403 with bnb.account.not.found; 403 without it is a matter of the API key.
            throw exception.Status == 404 || IsNotFound(exception.Body)
                ? new RefusedException("The chain does not know the sender's account, so it has nothing to send.", exception)
                : exception;
        }
    }

    private static bool IsNotFound(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } answer
        && answer.Optional("errorCode") is { ValueKind: JsonValueKind.String } code && code.ValueEquals("bnb.account.not.found");

    private static long Number(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.Optional(name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetInt64(out var number) && number >= 0
            ? number
            : throw new NodeException($"The answer for the account has no '{name}'.");

    private NodeAddress.PublicNode Public(string path) =>
        new(chain, new Uri(network == Network.Mainnet ? "https://dex-european.binance.org" : "https://testnet-dex-atlantic.binance.org"), path);
}
