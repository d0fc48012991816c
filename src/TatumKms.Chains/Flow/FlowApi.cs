using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Flow;

/// <summary>Tatum's part: it lends a proposer's and a payer's key, and signs with them.</summary>
internal sealed class FlowApi(IChainNode node)
{
    private const int SignatureLength = 64;
    private static readonly NodeAddress.Api Broadcast = new("/v3/flow/broadcast");

    /// <summary>Asks for the payer's key, or for a proposer's, which is reserved until <see cref="ReleaseAsync"/> or <see cref="FinishAsync"/>.</summary>
    /// <returns>The answer, for <see cref="KeyIndex"/> and <see cref="Address"/>.</returns>
    /// <exception cref="NodeException">No usable answer.</exception>
    public Task<JsonElement> ProposalAsync(bool isPayer, CancellationToken cancellationToken) =>
        node.GetAsync(new NodeAddress.Api($"/v3/flow/proposal/{(isPayer ? "true" : "false")}"), cancellationToken);

    /// <summary>The key's index in the answer to <see cref="ProposalAsync"/>.</summary>
    /// <exception cref="NodeException">There is none.</exception>
    public static uint KeyIndex(JsonElement proposal) =>
        proposal.ValueKind == JsonValueKind.Object && proposal.Optional("keyId") is { ValueKind: JsonValueKind.Number } value && value.TryGetUInt32(out var index)
            ? index
            : throw new NodeException("The API's answer names no proposal key.");

    /// <summary>The account in the answer to <see cref="ProposalAsync"/>.</summary>
    /// <exception cref="NodeException">There is none.</exception>
    public static FlowAddress Address(JsonElement proposal) =>
        proposal.ValueKind == JsonValueKind.Object && FlowAnswer.Text(proposal, "address") is { } text && FlowAddress.TryParse(text, out var address)
            ? address
            : throw new NodeException("The API's answer names no account for the proposal key.");

    /// <summary>Has one of Tatum's keys sign a message.</summary>
    /// <exception cref="NodeException">No usable answer.</exception>
    public async Task<FlowSignature> SignAsync(FlowKey key, byte[] message, bool isPayer, CancellationToken cancellationToken)
    {
        var answer = await node.AskAsync(
            new NodeAddress.Api("/v3/flow/sign"),
            json =>
            {
                json.WriteStartObject();
                json.WriteString("data", Convert.ToHexStringLower(message));
                json.WriteBoolean("isPayer", isPayer);
                json.WriteEndObject();
            },
            cancellationToken);
        return FlowAnswer.Hex(answer, "signature", SignatureLength) is { } signature
            ? new FlowSignature(key, signature)
            : throw new NodeException("The API's answer holds no signature of 64 bytes.");
    }

    /// <summary>Gives a proposer's key back that was not used.</summary>
    /// <exception cref="NodeException">It could not be given back.</exception>
    public Task ReleaseAsync(uint keyIndex, CancellationToken cancellationToken) => FinishAsync("", keyIndex, cancellationToken);

    /// <summary>Says that the chain is done with a transaction, so that the proposer's key is free.</summary>
    /// <exception cref="NodeException">Nobody knows whether that arrived.</exception>
    public async Task FinishAsync(string transactionId, uint keyIndex, CancellationToken cancellationToken)
    {
        try
        {
            await node.TellAsync(
                Broadcast,
                json =>
                {
                    json.WriteStartObject();
                    json.WriteString("txData", transactionId);
                    json.WriteNumber("proposalKey", keyIndex);
                    json.WriteEndObject();
                },
                cancellationToken);
        }
        catch (NodeException exception) when (exception.Status is >= 400 and <= 499)
        {
            // The API has heard it and does not want it: the key was free already. That is no reason to tell it for ever.
        }
    }
}
