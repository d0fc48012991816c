namespace TatumKms.Daemon.Policy;

/// <summary>A transaction must not be signed now; nothing is wrong with it.</summary>
/// <param name="reason">Why, in a sentence.</param>
internal sealed class HeldException(string reason) : Exception(reason);
