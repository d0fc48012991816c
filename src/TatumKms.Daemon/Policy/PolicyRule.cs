namespace TatumKms.Daemon.Policy;

/// <summary>A rule of a policy.</summary>
/// <param name="Name">Its name, which decisions quote.</param>
/// <param name="When">Its conditions.</param>
/// <param name="Effect">What it says.</param>
internal sealed record PolicyRule(string Name, Conditions When, PolicyEffect Effect);
