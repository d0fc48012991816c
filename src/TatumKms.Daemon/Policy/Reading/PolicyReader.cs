namespace TatumKms.Daemon.Policy.Reading;

/// <summary>Reads a policy file.</summary>
internal static class PolicyReader
{
    private const int MaxBytes = 1 << 20, MaxName = 64, Version = 1;

    public static PolicyDocument Read(ReadOnlySpan<byte> utf8, string name)
    {
        var file = new PolicyText(utf8, name);
        if (utf8.Length > MaxBytes)
        {
            throw file.Wrong(MaxBytes, "the file is longer than a mebibyte.");
        }

        var map = new MapReader(PolicyJson.Read(utf8, file).AsMap("A policy"));
        map.Get("version").AsInteger("'version'", Version, Version);
        var assets = Members(map, "assets").ToDictionary(member => member.Name, Token, StringComparer.Ordinal);
        var lists = Members(map, "lists").ToDictionary(member => member.Name, List, StringComparer.Ordinal);
        var values = new ValueReader(assets, lists);
        var conditions = new ConditionReader(values);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var rules = map.Get("rules").AsList("'rules'").Items.Select(item => Rule(item, conditions, names)).ToArray();
        var limits = map.Read("limits", new LimitReader(values, conditions).Read) ?? new PolicyLimits();
        map.End();
        return new PolicyDocument(rules, limits, lists, [.. assets.Values]);
    }

    private static IReadOnlyList<Member> Members(MapReader map, string name) => map.Find(name)?.AsMap($"'{name}'").Members ?? [];

    private static PolicyAsset Token(Member member)
    {
        var map = new MapReader(member.Value.AsMap("An asset"));
        if (Coins.Find(member.Name) is not null || Coins.Unit(member.Name) is not null)
        {
            throw map.Map.File.Wrong(member.Position, $"'{member.Name}' is the name of a coin already.");
        }

        var chain = ValueReader.Chain(map.Get("chain"));
        var tellsDecimals = Coins.TokensTellDecimals(chain);
        if (tellsDecimals && map.Find("decimals") is { } decimals)
        {
            throw decimals.Wrong($"amounts on {chain} say their own decimals; leave 'decimals' out.");
        }

        var asset = new PolicyAsset(
            member.Name,
            [chain],
            AddressText.Normalize(map.Get("contract").AsText("A contract")),
            tellsDecimals ? null : map.Get("decimals").AsInteger("'decimals'", 0, Coins.Places));
        map.End();
        return asset;
    }

    private static IReadOnlySet<string> List(Member member) =>
        member.Value.AsList("A list").Items.Select(item => AddressText.Normalize(item.AsText("A destination"))).ToHashSet(StringComparer.Ordinal);

    private static PolicyRule Rule(PolicyNode node, ConditionReader conditions, HashSet<string> names)
    {
        var map = new MapReader(node.AsMap("A rule"));
        var name = map.Get("name");
        var rule = new PolicyRule(
            name.AsText("A name") is { Length: <= MaxName } text ? text : throw name.Wrong($"a name has {MaxName} characters at most."),
            map.Read("when", conditions.Read) ?? new Conditions(),
            Effect(map.Get("effect")));
        map.End();
        return names.Add(rule.Name) ? rule : throw name.Wrong($"there is a rule '{rule.Name}' before; each needs a name of its own.");
    }

    private static PolicyEffect Effect(PolicyNode node)
    {
        var name = node.AsText("An effect");
        return Enum.GetValues<PolicyEffect>().Cast<PolicyEffect?>().FirstOrDefault(effect => effect!.Value.Name() == name)
            ?? throw node.Wrong("an effect is allow, deny, requireApproval or hold.");
    }
}
