using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Flow;

/// <summary>
/// Says what a script is: its hash, what it imports, its arguments, and which rights over the account its words ask for. What the
/// script does nobody can tell without reading it, and the description says so.
/// </summary>
internal static partial class FlowDescriber
{
    private const int MaxImports = 20;

    /// <summary>Entitlements to an account (Cadence 1.0) by what they are good for.</summary>
    private static readonly (string Warning, bool GivesAccount, string[] Words)[] Rights =
    [
        ("It names rights over the account's keys: it can add and revoke keys, and so hand the account over for good.", true,
            ["Keys", "AddKey", "RevokeKey"]),
        ("It names rights over the account's contracts: it can deploy, change and remove them.", true,
            ["Contracts", "AddContract", "UpdateContract", "RemoveContract"]),
        ("It names rights over the account's capabilities: it can give others lasting access to the account.", true,
            [
                "Capabilities", "AccountCapabilities", "IssueAccountCapabilityController", "GetAccountCapabilityController", "StorageCapabilities",
                "IssueStorageCapabilityController", "GetStorageCapabilityController", "PublishCapability", "UnpublishCapability",
                "Inbox", "PublishInboxCapability", "ClaimInboxCapability",
            ]),
        ("It names rights over the account's storage: it can take out tokens and NFTs.", false,
            ["Storage", "SaveValue", "LoadValue", "CopyValue", "BorrowValue"]),
    ];

    /// <summary>Describes a request.</summary>
    public static TransactionDescription Describe(FlowRequest request)
    {
        var bytes = Encoding.UTF8.GetBytes(request.Script);
        List<string> notes =
        [
            $"Runs a Cadence script in the name of account 0x{request.Account}, signed with its key 0. Tatum's account pays the fee.",
            $"The script has {bytes.Length} bytes; their SHA-256 is {Convert.ToHexStringLower(SHA256.HashData(bytes))}. "
            + "What it does is not known here: compare the hash with that of a script that you have read.",
        ];
        var words = Word().Matches(request.Script).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var rights = Rights.Where(right => right.Words.Any(words.Contains)).ToArray();
        notes.AddRange(rights.Select(right => right.Warning));
        notes.AddRange(Imports(request.Script));
        notes.AddRange(request.Arguments.Select((argument, i) => $"Argument {i}: {argument.Type} {Shorten(argument.Text)}"));
        return new TransactionDescription([], [], Fee: null, notes)
        {
            WhyOpaque = AsksForRights(request.Script)
                ? "The Cadence script asks for rights over the account, and nobody can tell without reading it what it does with them."
                : null,
            Dangers =
            [
                new Danger(DangerKind.Opaque, "What the script does is not known."),
                .. rights.Where(right => right.GivesAccount).Select(right => new Danger(DangerKind.AccountTakeover, right.Warning)),
            ],
        };
    }

    /// <summary>
    /// Whether a script can do more than anybody can: it then says <c>auth(…)</c>, or <c>AuthAccount</c> before Cadence 1.0
    /// (https://cadence-lang.org/docs/language/access-control#entitlements). Also in a comment, or within a longer word: to be sure.
    /// </summary>
    private static bool AsksForRights(string script) => script.Contains("auth", StringComparison.OrdinalIgnoreCase);

    private static string[] Imports(string script)
    {
        var imports = Import().Matches(script).Select(match => $"Import: {PendingJson.ForPeople(match.Value.Trim())}").ToArray();
        return imports.Length <= MaxImports
            ? imports
            : [.. imports.Take(MaxImports), $"And {imports.Length - MaxImports} more imports."];
    }

    private static string Shorten(string text)
    {
        const int MaxLength = 2000;
        return text.Length <= MaxLength ? text : $"{text[..MaxLength]}... ({text.Length} characters)";
    }

    [GeneratedRegex(@"\b[A-Za-z_][A-Za-z0-9_]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\bimport\b[^\r\n;]*", RegexOptions.CultureInvariant)]
    private static partial Regex Import();
}
