namespace TatumKms.Sandbox;

/// <summary>A pending transaction that was marked completed, by its broadcast or by <c>PUT /v3/kms/{id}/{txId}</c>.</summary>
/// <param name="Id">The pending transaction.</param>
/// <param name="TransactionId">The transaction on the chain.</param>
public sealed record SandboxCompletion(string Id, string TransactionId);
