namespace TatumKms.Sandbox;

/// <summary>A transaction that was sent to be broadcast.</summary>
/// <param name="Path">Where it was sent: <c>/v3/bitcoin/broadcast</c> or <c>/v3/offchain/withdrawal/broadcast</c>.</param>
/// <param name="Chain">The chain's code, <c>BTC</c>: of the path, or of a withdrawal's <c>currency</c>.</param>
/// <param name="TxData">The signed transaction in the chain's own form.</param>
/// <param name="SignatureId">The pending transaction that it completes, if it named one.</param>
/// <param name="WithdrawalId">The withdrawal that it carries out, if it is one.</param>
public sealed record SandboxBroadcast(string Path, string Chain, string TxData, string? SignatureId, string? WithdrawalId);
