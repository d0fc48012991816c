namespace TatumKms.Sandbox;

/// <summary>A question to the second pair of eyes.</summary>
/// <param name="Id">The pending transaction's id, decoded.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Body">The body of a POST: the pending transaction as JSON.</param>
public sealed record SandboxApproval(string Id, string Method, string Body);
