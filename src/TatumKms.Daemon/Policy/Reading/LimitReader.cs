namespace TatumKms.Daemon.Policy.Reading;

/// <summary>Reads the member <c>limits</c>.</summary>
internal sealed class LimitReader(ValueReader values, ConditionReader conditions)
{
    private const int MaxCount = 1_000_000;

    /// <summary>The journal forgets after twice as long that a destination was named.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    public PolicyLimits Read(PolicyNode node)
    {
        var map = new MapReader(node.AsMap("'limits'"));
        var limits = new PolicyLimits
        {
            PerTransaction = [.. Each(map, "perTransaction", Transaction)],
            Windows = [.. Each(map, "windows", Window)],
            Fees = [.. Each(map, "fees", Fee)],
            AllowedDestinations = map.Read("allowedDestinations", values.Destinations),
            DeniedDestinations = map.Read("deniedDestinations", values.Destinations) ?? new HashSet<string>(),
            FirstUseDelay = map.Find("firstUseDelay") is { } delay ? Wait(delay) : TimeSpan.Zero,
            AllowUnlimitedApprovals = map.Flag("allowUnlimitedApprovals"),
            AllowUnknownMethods = map.Flag("allowUnknownMethods"),
            AllowAccountTakeover = map.Flag("allowAccountTakeover"),
        };
        map.End();
        return limits;
    }

    private static IEnumerable<T> Each<T>(MapReader limits, string name, Func<MapReader, string, T> read) =>
        (limits.Find(name)?.AsList($"'{name}'").Items ?? []).Select((item, i) =>
        {
            var map = new MapReader(item.AsMap("A limit"));
            var limit = read(map, map.Find("name")?.AsText("A name") ?? $"{name}[{i}]");
            map.End();
            return limit;
        });

    private static TimeSpan Wait(PolicyNode node) =>
        ValueReader.Duration(node) is var wait && wait <= LongestWait ? wait : throw node.Wrong("a destination waits 30 days at most.");

    private TransactionLimit Transaction(MapReader map, string name) => new(name, conditions.Scope(map), values.Amount(map.Get("max")));

    /// <summary>A fee in another asset than the limit's breaks it on the chains of the limit: it cannot be compared.</summary>
    private FeeLimit Fee(MapReader map, string name)
    {
        var (scope, bound) = (conditions.Scope(map), conditions.Bound(map));
        return scope.Destinations is not null ? throw map.Get("destination").Wrong("a fee is paid to no destination.")
            : new FeeLimit(name, scope with { Chains = scope.Chains ?? bound.Max?.Asset.Chains }, bound);
    }

    private WindowLimit Window(MapReader map, string name)
    {
        var length = map.Get("window");
        var window = length.AsText("A window") switch
        {
            "1h" => TimeSpan.FromHours(1),
            "24h" => TimeSpan.FromHours(24),
            "7d" => TimeSpan.FromDays(7),
            _ => throw length.Wrong("a window is 1h, 24h or 7d."),
        };
        var each = map.Find("each")?.AsItems("'each'").Select(Each).ToHashSet() ?? [];
        var limit = new WindowLimit(
            name,
            conditions.Scope(map),
            window,
            map.Read("max", values.Amount),
            map.Find("maxCount")?.AsInteger("'maxCount'", 0, MaxCount),
            each.Contains("wallet"),
            each.Contains("destination"));
        return limit.Max is null && limit.MaxCount is null ? throw map.Map.Wrong("a window needs 'max' or 'maxCount'.") : limit;
    }

    private static string Each(PolicyNode node) =>
        node.AsText("'each'") is var text && text is "wallet" or "destination" ? text : throw node.Wrong("'each' is wallet or destination.");
}
