namespace TatumKms.Daemon.Policy;

/// <summary>What a policy says of a transaction, from the mildest to the strictest: the strictest that applies wins.</summary>
public enum PolicyEffect
{
    /// <summary>It may be signed.</summary>
    Allow = 0,

    /// <summary>It may be signed when the second pair of eyes approves it.</summary>
    RequireApproval = 1,

    /// <summary>It waits; nobody signs it now.</summary>
    Hold = 2,

    /// <summary>It is not signed.</summary>
    Deny = 3,
}
