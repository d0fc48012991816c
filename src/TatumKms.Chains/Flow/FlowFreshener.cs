using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Flow;

/// <summary>Borrows Tatum's keys, looks up what does not keep, and has the proposer sign; on any failure the proposer's key is given back.</summary>
internal sealed class FlowFreshener(ChainId chain)
{
    /// <summary>Makes the transaction with all its roles.</summary>
    /// <exception cref="RefusedException">The account cannot be the authorizer.</exception>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<FreshFlow> FreshenAsync(FlowRequest request, Network network, IChainNode node, CancellationToken cancellationToken)
    {
        var api = new FlowApi(node);
        var access = new FlowAccessNode(chain, node, network);
        var payer = Key(await api.ProposalAsync(isPayer: true, cancellationToken));
        var block = await access.BlockAsync("final", cancellationToken);
        var proposal = await api.ProposalAsync(isPayer: false, cancellationToken);
        var reserved = FlowApi.KeyIndex(proposal);
        try
        {
            var proposer = Key(proposal);
            if (request.Account == payer.Address || request.Account == proposer.Address)
            {
                throw new RefusedException("The account is one of Tatum's own, which pays or proposes; a customer's key cannot sign for it.");
            }

            var transaction = new FlowTransaction(
                Encoding.UTF8.GetBytes(request.Script),
                [.. request.Arguments.Select(argument => Encoding.UTF8.GetBytes(argument.Json))],
                block,
                proposer,
                await access.SequenceNumberAsync(proposer, cancellationToken),
                payer,
                request.Account);

            // A key that pays signs the envelope alone, even when it proposes as well.
            return new FreshFlow(
                transaction,
                proposer == payer ? null : await api.SignAsync(proposer, FlowWire.PayloadMessage(transaction), isPayer: false, cancellationToken));
        }
        catch
        {
            await TryReleaseAsync(api, reserved);
            throw;
        }
    }

    private static FlowKey Key(JsonElement proposal) => new(FlowApi.Address(proposal), FlowApi.KeyIndex(proposal));

    private static async Task TryReleaseAsync(FlowApi api, uint keyIndex)
    {
        try
        {
            await api.ReleaseAsync(keyIndex, CancellationToken.None);
        }
        catch (NodeException)
        {
            // The failure that led here is the one to report.
        }
    }
}
