namespace TatumKms.Sandbox;

/// <summary>A request as it came in, those that were answered with a fault included.</summary>
/// <param name="Method">The method in upper case.</param>
/// <param name="Path">The path, percent-encoded as it was sent.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
/// <param name="Headers">The headers; names compare without case, several values are joined by a comma and a space.</param>
/// <param name="Body">The body as UTF-8 text, or empty.</param>
public sealed record SandboxRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body);
