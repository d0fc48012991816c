using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>Holds a transaction and what was signed before it against the limits of the last hours and days.</summary>
internal sealed class WindowCheck(PolicyLimits limits, PolicyRequest request, IPolicyHistory history, DateTimeOffset now)
{
    /// <summary>The limits that it breaks: a name and a sentence each.</summary>
    public IEnumerable<(string Name, string Sentence)> Broken() => limits.Windows
        .Where(limit => limit.Scope.Has(request.Chain, request.Network, request.Signers))
        .Select(limit => (limit.Name, Sentence: Groups(limit).Select(scope => Broken(limit, scope)).FirstOrDefault(sentence => sentence is not null)))
        .Where(broken => broken.Sentence is not null)
        .Select(broken => (broken.Name, broken.Sentence!));

    /// <summary>A limit for each wallet or destination is one limit for each that this transaction has.</summary>
    private IEnumerable<LimitScope> Groups(WindowLimit limit)
    {
        IEnumerable<LimitScope> scopes = [limit.Scope];
        if (limit.EachWallet)
        {
            scopes = scopes.SelectMany(scope => request.Signers
                .Where(signer => scope.Wallets?.Has(signer) != false)
                .Select(signer => scope with { Wallets = new WalletSet(new HashSet<SignatureId> { signer.Id }, new HashSet<string>()) }));
        }

        if (limit.EachDestination)
        {
            scopes = scopes.SelectMany(scope => request.Outflows.Where(scope.Has)
                .Select(payment => AddressText.Normalize(payment.Destination)).Distinct()
                .Select(destination => scope with { Destinations = new HashSet<string> { destination } }));
        }

        return scopes;
    }

    private string? Broken(WindowLimit limit, LimitScope scope)
    {
        PolicyPayment[] own = [.. request.Outflows.Where(scope.Has)];
        SpentRecord[] before =
        [
            .. history.Recent(now, limit.Window).Where(record => record.PendingId != request.PendingId && scope.Has(record.Chain, record.Network, record.Wallets)),
        ];
        return Amount(limit, scope, own, before) ?? Count(limit, scope, own, before);
    }

    private string? Amount(WindowLimit limit, LimitScope scope, PolicyPayment[] own, SpentRecord[] before)
    {
        if (limit.Max is not { } max || !own.Any(payment => max.Asset.Is(request.Chain, payment)))
        {
            return null;
        }

        var sum = before.Select(record => LimitCheck.Total(max.Asset, record.Chain, record.Payments.Where(scope.Has)))
            .Aggregate(LimitCheck.Total(max.Asset, request.Chain, own), (total, value) => total + value);
        return sum is not { } spent ? $"how much was paid in {Words(limit.Window)} cannot be told"
            : spent > max.Value ? $"with it, {max with { Value = spent }} would be paid in {Words(limit.Window)}, more than {max}"
            : null;
    }

    private static string? Count(WindowLimit limit, LimitScope scope, PolicyPayment[] own, SpentRecord[] before)
    {
        if (limit.MaxCount is not { } max || (scope.Destinations is not null && own.Length == 0))
        {
            return null;
        }

        var count = before.Count(record => scope.Destinations is null || record.Payments.Any(scope.Has)) + 1;
        return count > max ? $"it would be transaction number {count} in {Words(limit.Window)}, of at most {max}" : null;
    }

    private static string Words(TimeSpan window) => window.TotalHours > 24 ? $"{window.TotalDays:0} days" : window.TotalHours > 1 ? $"{window.TotalHours:0} hours" : "an hour";
}
