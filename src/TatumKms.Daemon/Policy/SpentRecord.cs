using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>What a signed transaction spends: noted when it is signed, so that limits outlive a restart.</summary>
/// <param name="Time">When it was signed.</param>
/// <param name="PendingId">The API's id; a second record of one id replaces the first.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Network">The network.</param>
/// <param name="Wallets">The entries of the store that signed.</param>
/// <param name="Payments">What went, or may go, to others.</param>
public sealed record SpentRecord(
    DateTimeOffset Time,
    string PendingId,
    ChainId Chain,
    Network Network,
    IReadOnlyList<PolicySigner> Wallets,
    IReadOnlyList<PolicyPayment> Payments)
{
    /// <summary>The record of a transaction that is signed now.</summary>
    public static SpentRecord Of(PolicyRequest request, DateTimeOffset now) =>
        new(now, request.PendingId, request.Chain, request.Network, request.Signers, [.. request.Outflows]);
}
