using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>Finds what is well written in a policy and makes no sense.</summary>
internal static class PolicySense
{
    public static IReadOnlyList<string> Check(PolicyDocument policy) =>
    [
        .. Permissions(policy),
        .. policy.Lists.Where(list => list.Value.Count == 0).Select(list => $"The list '{list.Key}' is empty."),
        .. policy.Rules.Where(rule => rule.When.Destinations is { Count: 0 }).Select(rule => $"The rule '{rule.Name}' names only lists that are empty; it never applies."),
        .. policy.Rules.Where(NeverFits).Select(rule => $"The rule '{rule.Name}' names an asset that is on none of its chains; it never applies."),
        .. policy.Rules.Index().SelectMany(rule => Shadowed(policy, rule.Index, rule.Item)),
        .. policy.Rules.Where(rule => IsTakenBack(policy.Limits, rule)).Select(rule => $"The rule '{rule.Name}' permits a danger that the limits deny."),
        .. Denied(policy),
    ];

    private static IEnumerable<string> Permissions(PolicyDocument policy) =>
        policy.Rules.All(rule => rule.Effect == PolicyEffect.Deny) ? ["No rule permits anything: every transaction is denied."] : [];

    private static bool NeverFits(PolicyRule rule) => rule.When is { Chains: { } chains } when
        && ((when.Assets is { } assets && !assets.Any(asset => asset.Chains.Intersect(chains).Any()))
            || (when.Amount is { } amount && !amount.Asset.Chains.Intersect(chains).Any()));

    /// <summary>A rule never decides when a stricter one, or one of its own kind before it, says the same of at least as much.</summary>
    private static IEnumerable<string> Shadowed(PolicyDocument policy, int index, PolicyRule rule) => policy.Rules.Index()
        .Where(other => other.Index != index
            && (other.Item.Effect > rule.Effect || (other.Item.Effect == rule.Effect && other.Index < index))
            && Includes(other.Item.When, rule.When))
        .Select(other => $"The rule '{rule.Name}' never decides: '{other.Item.Name}' applies to all that it applies to.")
        .Take(1);

    private static bool Includes(Conditions wide, Conditions narrow) =>
        Includes(wide.Chains, narrow.Chains)
        && Includes(wide.Networks, narrow.Networks)
        && Includes(wide.Assets, narrow.Assets)
        && Includes(wide.Destinations, narrow.Destinations)
        && Includes(wide.Contracts, narrow.Contracts)
        && Includes(wide.Methods, narrow.Methods)
        && Includes(wide.Dangers, narrow.Dangers)
        && (wide.Wallets is null || (narrow.Wallets is { } wallets && Includes(wide.Wallets.Ids, wallets.Ids) && Includes(wide.Wallets.Labels, wallets.Labels)))
        && (wide.Amount is null || wide.Amount == narrow.Amount)
        && (wide.Fee is null || wide.Fee == narrow.Fee)
        && wide.Time is null;

    private static bool Includes<T>(IEnumerable<T>? wide, IEnumerable<T>? narrow) =>
        wide is null || (narrow is not null && narrow.All(item => wide.Contains(item)));

    private static bool IsTakenBack(PolicyLimits limits, PolicyRule rule) =>
        rule.Effect != PolicyEffect.Deny && rule.When.Dangers is { } dangers && dangers.All(danger => danger switch
        {
            DangerKind.UnlimitedApproval => !limits.AllowUnlimitedApprovals,
            DangerKind.UnknownMethod => !limits.AllowUnknownMethods,
            DangerKind.AccountTakeover => !limits.AllowAccountTakeover,
            _ => false,
        });

    private static IEnumerable<string> Denied(PolicyDocument policy)
    {
        foreach (var rule in policy.Rules.Where(rule => rule.Effect != PolicyEffect.Deny && rule.When.Destinations is { Count: > 0 }))
        {
            if (rule.When.Destinations!.All(policy.Limits.DeniedDestinations.Contains))
            {
                yield return $"The rule '{rule.Name}' names only destinations that the limits deny.";
            }
            else if (policy.Limits.AllowedDestinations is { } allowed && !rule.When.Destinations!.Any(allowed.Contains))
            {
                yield return $"The rule '{rule.Name}' names no destination that the limits allow.";
            }
        }
    }
}
