namespace TatumKms.Chains.Bnb;

/// <summary>Whose signature, and which of the account's.</summary>
/// <param name="ChainId">The chain, <c>Binance-Chain-Tigris</c>.</param>
/// <param name="Number">The account's number; 0 is one.</param>
/// <param name="Sequence">How many transactions the account has signed before.</param>
internal sealed record BnbAccount(string ChainId, long Number, long Sequence);
