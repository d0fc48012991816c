namespace TatumKms.Daemon.Policy;

/// <summary>What effects are called in policies and in output.</summary>
public static class PolicyEffects
{
    /// <summary>The name of an effect: <c>allow</c>, <c>requireApproval</c>, <c>hold</c> or <c>deny</c>.</summary>
    public static string Name(this PolicyEffect effect) => effect switch
    {
        PolicyEffect.Allow => "allow",
        PolicyEffect.RequireApproval => "requireApproval",
        PolicyEffect.Hold => "hold",
        PolicyEffect.Deny => "deny",
        _ => throw new ArgumentOutOfRangeException(nameof(effect)),
    };
}
