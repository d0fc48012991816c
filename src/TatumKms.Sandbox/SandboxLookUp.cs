namespace TatumKms.Sandbox;

/// <summary>A question that is none of the KMS endpoints'.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">The path without the query: <c>/v3/ethereum/web3/key</c>.</param>
/// <param name="Query">The query with its question mark; empty when there is none.</param>
/// <param name="Body">The body; empty when there is none.</param>
public sealed record SandboxLookUp(string Method, string Path, string Query, string Body);

/// <summary>What the sandbox says.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON.</param>
public sealed record SandboxAnswer(int Status, string Body);
