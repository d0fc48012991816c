using TatumKms.Chains.Xlm.Operations;
using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Description;

/// <summary>Says what is done to an account itself. What can take an account away from its owner is called by name.</summary>
internal static class AccountWords
{
    private static readonly (uint Flag, string Name)[] Flags =
    [
        (AccountOperations.AuthRequired, "authorization required"),
        (AccountOperations.AuthRevocable, "authorization revocable"),
        (AccountOperations.AuthImmutable, "authorization immutable"),
        (AccountOperations.ClawbackEnabled, "clawback enabled"),
    ];

    /// <summary>The words for an operation of this kind.</summary>
    public static string Say(Operation operation) => operation switch
    {
        Operation.SetOptions o => Options(o),
        Operation.AccountMerge o => $"closes its account for good and gives all its XLM to {o.Destination} (account merge)",
        Operation.ManageData { Value: null } o => $"removes its data entry {Words.Quote(o.Name)}",
        Operation.ManageData o => $"sets its data entry {Words.Quote(o.Name)} to {Words.Quote(o.Value)}",
        Operation.BumpSequence o => $"raises its sequence number to {o.BumpTo}, which voids transactions with lower ones (bump sequence)",
        Operation.Inflation => "runs the inflation, which the network has ended",
        _ => throw new InvalidOperationException("An operation without words."),
    };

    /// <summary>The names of flags.</summary>
    public static string Names(uint flags, IEnumerable<(uint Flag, string Name)> known) =>
        string.Join(", ", known.Where(flag => (flags & flag.Flag) != 0).Select(flag => flag.Name)) is { Length: > 0 } names ? names : "none";

    private static string Options(Operation.SetOptions options)
    {
        var control = Control(options).OfType<string>().ToArray();
        var others = Others(options).OfType<string>().ToArray();
        string?[] parts =
        [
            control.Length == 0 ? null : $"changes who controls its account: {string.Join(", ", control)}",
            others.Length == 0 ? null : $"changes its account: {string.Join(", ", others)}",
        ];
        return string.Join("; ", parts.OfType<string>()) is { Length: > 0 } words ? words : "sets no option";
    }

    private static IEnumerable<string?> Control(Operation.SetOptions options)
    {
        yield return options.Signer switch
        {
            null => null,
            { Weight: 0 } signer => $"removes the signer {signer.Key}",
            var signer => $"adds or changes the signer {signer.Key} with the weight {signer.Weight}",
        };
        yield return options.MasterWeight is { } master ? $"sets the weight of the master key to {master}{(master == 0 ? " (locks it out)" : "")}" : null;
        yield return options.LowThreshold is { } low ? $"sets the low threshold to {low}" : null;
        yield return options.MediumThreshold is { } medium ? $"sets the medium threshold to {medium}" : null;
        yield return options.HighThreshold is { } high ? $"sets the high threshold to {high}" : null;
    }

    private static IEnumerable<string?> Others(Operation.SetOptions options)
    {
        yield return options.HomeDomain is { } domain ? $"sets the home domain to {Words.Quote(domain)}" : null;
        yield return options.SetFlags is { } set ? $"sets the flags: {Names(set, Flags)}" : null;
        yield return options.ClearFlags is { } clear ? $"clears the flags: {Names(clear, Flags)}" : null;
        yield return options.InflationDestination is { } destination ? $"sets the inflation destination to {destination}" : null;
    }
}
