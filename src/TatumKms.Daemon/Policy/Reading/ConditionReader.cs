using System.Globalization;

namespace TatumKms.Daemon.Policy.Reading;

/// <summary>Reads the conditions of rules and the scopes of limits.</summary>
internal sealed class ConditionReader(ValueReader values)
{
    private static readonly Dictionary<string, DayOfWeek> Days = new(StringComparer.Ordinal)
    {
        ["mon"] = DayOfWeek.Monday,
        ["tue"] = DayOfWeek.Tuesday,
        ["wed"] = DayOfWeek.Wednesday,
        ["thu"] = DayOfWeek.Thursday,
        ["fri"] = DayOfWeek.Friday,
        ["sat"] = DayOfWeek.Saturday,
        ["sun"] = DayOfWeek.Sunday,
    };

    /// <summary>The member <c>when</c> of a rule; a rule without one is about everything.</summary>
    public Conditions Read(PolicyNode node)
    {
        var map = new MapReader(node.AsMap("'when'"));
        var conditions = new Conditions
        {
            Chains = map.Read("chain", ValueReader.Chains),
            Networks = map.Read("network", ValueReader.Networks),
            Wallets = map.Read("wallet", ValueReader.Wallets),
            Assets = map.Read("asset", values.Assets),
            Destinations = map.Read("destination", values.Destinations),
            Contracts = map.Read("contract", ValueReader.Contracts),
            Methods = map.Read("method", ValueReader.Methods),
            Amount = map.Read("amount", Range),
            Fee = map.Read("fee", Fee),
            Time = map.Read("time", Time),
            Dangers = map.Read("danger", Dangers),
        };
        map.End();
        if (conditions.Amount is { Asset: var asset } && conditions.Assets is { } assets && !assets.Contains(asset))
        {
            throw map.Get("amount").Wrong($"the amount is one of {asset.Name}, but the rule is about {string.Join(", ", assets.Select(other => other.Name))}.");
        }

        return conditions;
    }

    /// <summary>The scope of a limit, from the members of the limit.</summary>
    public LimitScope Scope(MapReader map) => new()
    {
        Chains = map.Read("chain", ValueReader.Chains),
        Networks = map.Read("network", ValueReader.Networks),
        Wallets = map.Read("wallet", ValueReader.Wallets),
        Destinations = map.Read("destination", values.Destinations),
    };

    /// <summary>What a fee may be: <c>max</c>, <c>maxPercent</c> or both.</summary>
    public FeeBound Bound(MapReader map)
    {
        var bound = new FeeBound(map.Read("max", values.Amount), map.Read("maxPercent", ValueReader.Percent));
        return bound.Max is null && bound.MaxPercent is null ? throw map.Map.Wrong("a fee needs 'max' or 'maxPercent'.")
            : bound.Max?.Asset.Token is not null ? throw map.Get("max").Wrong("fees are paid in a chain's coin, not in a token.")
            : bound;
    }

    private AmountRange Range(PolicyNode node)
    {
        var map = new MapReader(node.AsMap("'amount'"));
        var range = new AmountRange(map.Read("min", values.Amount), map.Read("max", values.Amount));
        map.End();
        return range switch
        {
            { Min: null, Max: null } => throw node.Wrong("'amount' needs 'min' or 'max'."),
            { Min: { } min, Max: { } max } when min.Asset != max.Asset => throw node.Wrong("'min' and 'max' are amounts of two assets."),
            { Min: { } min, Max: { } max } when min.Value > max.Value => throw node.Wrong("'min' is more than 'max'."),
            _ => range,
        };
    }

    private FeeBound Fee(PolicyNode node)
    {
        var map = new MapReader(node.AsMap("'fee'"));
        var bound = Bound(map);
        map.End();
        return bound;
    }

    private static TimeSlot Time(PolicyNode node)
    {
        var map = new MapReader(node.AsMap("'time'"));
        var (from, to) = (map.Find("from"), map.Find("to"));
        var zone = map.Find("zone");
        var days = map.Find("days");
        map.End();
        if (from is null != to is null)
        {
            throw node.Wrong("'from' and 'to' go together.");
        }

        return from is null && days is null
            ? throw node.Wrong("'time' needs 'from' and 'to', or 'days'.")
            : new TimeSlot(
                from is null ? TimeOnly.MinValue : Hour(from),
                to is null ? TimeOnly.MinValue : Hour(to),
                zone is null ? TimeZoneInfo.Utc : Zone(zone),
                days?.AsItems("'days'").Select(Day).ToHashSet());
    }

    private static TimeOnly Hour(PolicyNode node) =>
        TimeOnly.TryParseExact(node.AsText("An hour"), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour)
            ? hour
            : throw node.Wrong("an hour is written as 08:00.");

    private static TimeZoneInfo Zone(PolicyNode node)
    {
        var name = node.AsText("A time zone");
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw node.Wrong($"this machine knows no time zone '{name}'; write it as Europe/Prague, and see that the system has its time zones (tzdata).");
    }

    private static DayOfWeek Day(PolicyNode node) =>
        Days.TryGetValue(node.AsText("A day"), out var day) ? day : throw node.Wrong($"a day is one of {string.Join(", ", Days.Keys)}.");

    private static IReadOnlyList<Core.DangerKind> Dangers(PolicyNode node) => [.. node.AsItems("'danger'").Select(Danger)];

    private static Core.DangerKind Danger(PolicyNode node) =>
        Core.DangerNames.Find(node.AsText("A danger")) ?? throw node.Wrong("a danger is unlimitedApproval, unknownMethod, accountTakeover or opaque.");
}
