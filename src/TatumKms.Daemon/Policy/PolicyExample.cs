namespace TatumKms.Daemon.Policy;

/// <summary>A policy to begin with, as <c>policy init</c> prints it.</summary>
public static class PolicyExample
{
    /// <summary>The file's text; it passes <c>policy check</c>.</summary>
    public const string Text = """
        // What tatum-kms may sign. docs/policy.md explains every member; check a change with 'tatum-kms policy check FILE'.
        // What no rule permits is denied. Of the rules that apply, the strictest wins: deny, hold, requireApproval, allow.
        {
          "version": 1,

          // Tokens that amounts are named in: where they live, and how many decimals they have.
          "assets": {
            "USDT": { "chain": "ETH", "contract": "0xdAC17F958D2ee523a2206206994597C13D831ec7", "decimals": 6 },
          },

          // Lists of destinations, for rules and limits: "list:cold".
          "lists": {
            "cold": ["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "0x00000000219ab540356cBB839Cbe05303d7705Fa"],
          },

          "rules": [
            // To our own cold wallets, any amount.
            { "name": "to cold storage", "when": { "destination": "list:cold" }, "effect": "allow" },

            // Customers' withdrawals: small ones by themselves, larger ones when somebody approves them.
            { "name": "small bitcoin", "when": { "chain": "BTC", "amount": { "max": "0.05 BTC" } }, "effect": "allow" },
            { "name": "large bitcoin", "when": { "chain": "BTC", "amount": { "min": "0.05 BTC" } }, "effect": "requireApproval" },
            { "name": "small dollars", "when": { "chain": "ETH", "amount": { "max": "2000 USDT" } }, "effect": "allow" },
            { "name": "large dollars", "when": { "chain": "ETH", "amount": { "min": "2000 USDT" } }, "effect": "requireApproval" },

            // Nobody is there at night to look at what is large.
            {
              "name": "night",
              "when": { "amount": { "min": "0.5 BTC" }, "time": { "from": "22:00", "to": "06:00", "zone": "UTC" } },
              "effect": "hold",
            },
          ],

          // What no rule can permit.
          "limits": {
            "perTransaction": [{ "name": "one bitcoin payment", "max": "2 BTC" }],
            "windows": [
              { "name": "bitcoin of a day", "window": "24h", "max": "10 BTC" },
              { "name": "bitcoin of an hour", "window": "1h", "maxCount": 200, "chain": "BTC" },
              { "name": "dollars of a day to one destination", "window": "24h", "max": "20000 USDT", "each": "destination" },
            ],
            "fees": [{ "name": "bitcoin fee", "max": "0.001 BTC", "maxPercent": "5 %" }],

            // The time in which somebody can notice a destination that was never paid before.
            "firstUseDelay": "1h",

            "allowUnlimitedApprovals": false,
            "allowUnknownMethods": false,
            "allowAccountTakeover": false,
          },
        }

        """;
}
