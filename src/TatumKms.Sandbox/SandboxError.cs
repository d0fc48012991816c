namespace TatumKms.Sandbox;

/// <summary>An error that was reported to <c>/v3/tatum/kms/batch</c>.</summary>
/// <param name="SignatureId">The pending transaction.</param>
/// <param name="Error">What was wrong with it.</param>
public sealed record SandboxError(string SignatureId, string Error);
