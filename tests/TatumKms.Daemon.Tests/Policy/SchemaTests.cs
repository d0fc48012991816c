using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TatumKms.Core;
using TatumKms.Daemon.Policy;

namespace TatumKms.Daemon.Tests.Policy;

/// <summary>docs/policy.schema.json and the reader, compared both ways by what they say of a policy that has every member, and of changes of it.</summary>
public sealed partial class SchemaTests
{
    /// <summary>Every member there is. What is declared is not referred to, so that each can be left out by itself.</summary>
    private const string Full = """
        {
          "version": 1,
          "assets": {
            "USDT": { "chain": "ETH", "contract": "0xdAC17F958D2ee523a2206206994597C13D831ec7", "decimals": 6 },
            "USD": { "chain": "XRP", "contract": "USD.rhub8VRN55s94qWKDv6jmDy1pUykJzF3wq" }
          },
          "lists": { "cold": ["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"] },
          "rules": [
            {
              "name": "all",
              "when": {
                "chain": ["BTC", "ETH"], "network": ["mainnet", "testnet"], "wallet": ["label:hot"], "asset": ["BTC"], "destination": ["x"], "contract": ["y"],
                "method": ["z"], "amount": { "min": "1 sat", "max": "1.5 BTC" }, "fee": { "max": "1 sat", "maxPercent": "2.5 %" },
                "time": { "from": "08:00", "to": "16:30", "zone": "UTC", "days": ["mon", "sun"] }, "danger": ["opaque", "accountTakeover"]
              },
              "effect": "allow"
            },
            { "name": "one of each", "when": { "chain": "BTC", "network": "testnet", "time": { "days": "fri" }, "danger": "opaque" }, "effect": "deny" }
          ],
          "limits": {
            "perTransaction": [{ "name": "a", "max": "1 BTC", "chain": "BTC", "network": "mainnet", "wallet": "label:hot", "destination": "x" }],
            "windows": [
              {
                "name": "b", "window": "24h", "max": "1 BTC", "maxCount": 5, "each": ["wallet", "destination"], "chain": "BTC", "network": "mainnet",
                "wallet": "label:hot", "destination": "x"
              },
              { "window": "1h", "maxCount": 5, "each": "wallet" }
            ],
            "fees": [{ "name": "c", "max": "1 sat", "maxPercent": "5%", "chain": "BTC", "network": "mainnet", "wallet": "label:hot" }],
            "allowedDestinations": ["x"],
            "deniedDestinations": "y",
            "firstUseDelay": "2h",
            "allowUnlimitedApprovals": false,
            "allowUnknownMethods": true,
            "allowAccountTakeover": false
          }
        }
        """;

    /// <summary>Where the reader knows more than a schema can say: which wallets, tokens, coins, lists and zones there are, and sizes in units.</summary>
    private static readonly string[] KnownToTheReader = ["wallet", "asset", "destination", "allowedDestinations", "deniedDestinations", "zone", "min", "max", "firstUseDelay"];

    private static readonly string[] Texts =
    [
        "", " ", "nonsense", "1 sat", "0.5 BTC", "1 BTC\n", "1.5", "1.0000000000000000001 BTC", "1 nonsense", "5 %", "5%", "5", "1000 %", "1.1234567 %", "2h", "1w", "99999m", "31d",
        "1h", "24h", "7d", "08:00", "8:00", "24:00", "23:60", "label:", "label:hot", "list:none", "UTC", "BTC", "btc", "XRP", "XLM", "Mainnet", "DENY", "monday", "MON", "Opaque", "fire",
        new('x', 64), new('x', 65),
    ];

    private static readonly string[] OtherValues = ["null", "true", "false", "0", "-1", "1", "2", "1.5", "36", "37", "1000000", "1000001", "[]", "{}", "[[]]", "[1]"];

    private readonly JsonSchema _schema = new(Json(File.ReadAllText(SchemaPath())));

    [Fact]
    public void Each_member_of_the_schema_is_one_that_the_reader_takes()
    {
        var used = new HashSet<string>();

        Assert.True(new JsonSchema(_schema.Root, used).Allows(Json(Full)));
        Assert.True(IsRead(Full));
        Assert.Empty(MembersOf(_schema.Root).Except(used));
    }

    [Fact]
    public void Each_member_that_the_reader_knows_is_one_of_the_schema()
    {
        foreach (var path in Objects(_schema.Root, JsonNode.Parse(Full)!, []))
        {
            var changed = JsonNode.Parse(Full)!;
            At(changed, path.Steps)["unknown"] = 1;

            var known = KnownMembers().Match(Assert.Throws<KmsException>(() => Facts.Policy(changed.ToJsonString())).Message).Groups[1].Value.Split(", ").ToHashSet();

            // A fee with a destination is refused in words of its own.
            var declared = path.Members.EnumerateObject().Select(member => member.Name).Concat(path.Steps is [.., "fees", _] ? ["destination"] : []);
            Assert.Equal(declared.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void What_is_required_is_required_by_both()
    {
        foreach (var path in Objects(_schema.Root, JsonNode.Parse(Full)!, []).Select(found => found.Steps))
        {
            var names = At(JsonNode.Parse(Full)!, path).AsObject().Select(member => member.Key).ToArray();
            foreach (var (one, other) in names.SelectMany(one => names.Select(other => (one, other))))
            {
                var changed = JsonNode.Parse(Full)!;
                At(changed, path).AsObject().Remove(one);
                At(changed, path).AsObject().Remove(other);

                AssertSame(changed.ToJsonString(), $"{string.Join('/', path)} without {one} and {other}");
            }
        }
    }

    [Fact]
    public void Values_that_one_of_them_refuses_are_refused_by_the_other()
    {
        var texts = Texts.Concat(Words()).Select(text => JsonSerializer.Serialize(text)).SelectMany(text => new[] { text, $"[{text}]" }).ToArray();
        foreach (var path in Paths(JsonNode.Parse(Full)!, []))
        {
            var isLoose = path.Any(step => step is string name && KnownToTheReader.Contains(name));
            foreach (var value in texts)
            {
                AssertSame(Changed(path, value), $"{string.Join('/', path)} as {value}", isLoose);
            }

            foreach (var value in OtherValues)
            {
                AssertSame(Changed(path, value), $"{string.Join('/', path)} as {value}");
            }
        }
    }

    [Fact]
    public void The_chains_of_the_schema_are_those_of_the_reader() =>
        Assert.Equal(Coins.Chains, _schema.Root.GetProperty("$defs").GetProperty("chain").GetProperty("enum").EnumerateArray().Select(chain => chain.GetString()!));

    [Fact]
    public void The_example_conforms_to_the_schema() => Assert.True(_schema.Allows(Json(PolicyExample.Text)));

    [Fact]
    public void The_examples_of_the_page_conform_to_the_schema_and_are_read()
    {
        var examples = JsonBlocks().Matches(File.ReadAllText(Path.Combine(Docs(), "policy.md"))).Select(match => match.Groups[1].Value).ToArray();

        Assert.True(examples.Length >= 2);
        Assert.All(examples, example => Assert.True(_schema.Allows(Json(example)) && IsRead(example), example));
    }

    /// <summary>All words that the schema enumerates, wherever it does.</summary>
    private static IEnumerable<string> Words() =>
        Enumerations().Matches(File.ReadAllText(SchemaPath())).SelectMany(match => JsonSerializer.Deserialize<string[]>(match.Groups[1].Value)!).Distinct();

    /// <param name="policy">The policy.</param>
    /// <param name="what">What was changed in it.</param>
    /// <param name="isLoose">Whether the schema may allow what only the reader can know to be wrong.</param>
    private void AssertSame(string policy, string what, bool isLoose = false)
    {
        var (allowed, read) = (_schema.Allows(Json(policy)), IsRead(policy));
        Assert.True(allowed == read || (isLoose && allowed), $"The schema {(allowed ? "allows" : "refuses")} {what}, and the reader {(read ? "takes" : "refuses")} it.");
    }

    private static bool IsRead(string policy)
    {
        try
        {
            PolicyDocument.Parse(Encoding.UTF8.GetBytes(policy), "policy.json");
            return true;
        }
        catch (KmsException)
        {
            return false;
        }
    }

    /// <summary>The objects of a policy that have members of a fixed name, with what the schema declares for them.</summary>
    private IEnumerable<(object[] Steps, JsonElement Members)> Objects(JsonElement schema, JsonNode node, object[] steps)
    {
        schema = _schema.Resolve(schema);
        if (node is JsonArray list && schema.TryGetProperty("items", out var item))
        {
            return list.SelectMany((child, i) => Objects(item, child!, [.. steps, i]));
        }

        if (node is not JsonObject map)
        {
            return [];
        }

        return schema.TryGetProperty("properties", out var members)
            ? map.SelectMany(member => Objects(members.GetProperty(member.Key), member.Value!, [.. steps, member.Key])).Prepend((steps, members))
            : map.SelectMany(member => Objects(schema.GetProperty("additionalProperties"), member.Value!, [.. steps, member.Key]));
    }

    /// <summary>Where something stands in a policy: names of members and places in lists.</summary>
    private static IEnumerable<object[]> Paths(JsonNode? node, object[] steps) => node switch
    {
        JsonObject map => map.SelectMany(member => Paths(member.Value, [.. steps, member.Key]).Prepend([.. steps, member.Key])),
        JsonArray list => list.SelectMany((child, i) => Paths(child, [.. steps, i]).Prepend([.. steps, i])),
        _ => [],
    };

    private static JsonNode At(JsonNode root, IEnumerable<object> steps) => steps.Aggregate(root, (node, step) => step is int place ? node[place]! : node[(string)step]!);

    /// <summary>The full policy with another value in one place.</summary>
    private static string Changed(object[] steps, string value)
    {
        var root = JsonNode.Parse(Full)!;
        var parent = At(root, steps[..^1]);
        if (steps[^1] is int place)
        {
            parent[place] = JsonNode.Parse(value);
        }
        else
        {
            parent[(string)steps[^1]] = JsonNode.Parse(value);
        }

        return root.ToJsonString();
    }

    private static IEnumerable<string> MembersOf(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member => member.Name is "properties"
            ? member.Value.EnumerateObject().Where(declared => declared.Value.ValueKind != JsonValueKind.False).SelectMany(declared => MembersOf(declared.Value).Prepend($"{declared.Name} of {member.Value.GetRawText()}"))
            : MembersOf(member.Value)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(MembersOf),
        _ => [],
    };

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.Clone();
    }

    private static string SchemaPath() => Path.Combine(Docs(), "policy.schema.json");

    private static string Docs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TatumKms.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return Path.Combine(folder.FullName, "docs");
    }

    [GeneratedRegex("known are (.*)[.]$")]
    private static partial Regex KnownMembers();

    [GeneratedRegex("(?s)```jsonc\n(.*?)```")]
    private static partial Regex JsonBlocks();

    [GeneratedRegex("(?s)\"enum\": (\\[.*?\\])")]
    private static partial Regex Enumerations();
}
