namespace TatumKms.Daemon.Policy;

/// <summary>A policy: rules in their order, and limits that no rule can lift. Read one with <see cref="Parse"/>.</summary>
public sealed class PolicyDocument
{
    internal PolicyDocument(IReadOnlyList<PolicyRule> rules, PolicyLimits limits, IReadOnlyDictionary<string, IReadOnlySet<string>> lists, IReadOnlyList<PolicyAsset> assets)
    {
        Rules = rules;
        Limits = limits;
        Lists = lists;
        Assets = assets;
    }

    /// <summary>How many rules it has.</summary>
    public int RuleCount => Rules.Count;

    /// <summary>Whether something may come to need the second pair of eyes.</summary>
    public bool WantsApprovals => Rules.Any(rule => rule.Effect == PolicyEffect.RequireApproval);

    /// <summary>Whether destinations wait that were never paid.</summary>
    internal bool HasFirstUseDelay => Limits.FirstUseDelay > TimeSpan.Zero;

    internal IReadOnlyList<PolicyRule> Rules { get; }

    internal PolicyLimits Limits { get; }

    /// <summary>The lists of destinations by their names.</summary>
    internal IReadOnlyDictionary<string, IReadOnlySet<string>> Lists { get; }

    /// <summary>The tokens that it declares.</summary>
    internal IReadOnlyList<PolicyAsset> Assets { get; }

    /// <summary>Reads a policy.</summary>
    /// <param name="utf8">JSON in UTF-8; comments and trailing commas are allowed.</param>
    /// <param name="name">What to call it in messages, the file's path for example.</param>
    /// <exception cref="Core.KmsException">It is not a policy (<see cref="Core.KmsError.Configuration"/>); the message says the line and the column.</exception>
    public static PolicyDocument Parse(ReadOnlySpan<byte> utf8, string name) => Reading.PolicyReader.Read(utf8, name);

    /// <summary>What is well written and makes no sense, a sentence each: rules that never decide, empty lists, permissions that are taken back.</summary>
    public IReadOnlyList<string> Findings() => PolicySense.Check(this);

    /// <summary>Decides. Never throws; the same facts, history and time always give the same decision.</summary>
    public PolicyDecision Evaluate(PolicyRequest request, IPolicyHistory history, DateTimeOffset now) => new PolicyEvaluation(this, request, history, now).Decide();
}
