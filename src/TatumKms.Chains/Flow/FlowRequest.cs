using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Flow;

/// <summary>What a pending transaction asks for: a script, its arguments, and the account in whose name it runs.</summary>
/// <param name="Account">The authorizer; its key 0 signs.</param>
/// <param name="Script">The Cadence source.</param>
/// <param name="Arguments">The arguments in order.</param>
internal sealed record FlowRequest(FlowAddress Account, string Script, IReadOnlyList<CadenceArgument> Arguments)
{
    private const string Place = "The serialized transaction";

    /// <summary>The numbers that the API gives to what is not a custom transaction; their scripts are the SDK's own.</summary>
    private static readonly Dictionary<int, string> Retired = new()
    {
        [0] = "create an account",
        [1] = "add a key",
        [2] = "transfer",
        [4] = "mint an NFT",
        [5] = "mint NFTs",
        [6] = "burn an NFT",
        [7] = "transfer an NFT",
    };

    /// <summary>Reads <c>{"type": 3 or 8, "body": {"account", "transaction", "args", "signatureId", "index"}}</c>.</summary>
    /// <exception cref="RefusedException">It is malformed, or no custom transaction.</exception>
    public static FlowRequest Read(PendingTransaction pending)
    {
        using var document = PendingJson.Parse(pending.SerializedTransaction, Place);
        var root = PendingJson.ObjectOf(document.RootElement, Place, "type", "body");
        CheckType(root.Number("type", int.MaxValue, Place));
        var body = PendingJson.ObjectOf(
            root.Optional("body") ?? throw new RefusedException($"{Place} has no 'body'."), "'body'", "account", "transaction", "args", "signatureId", "index");
        if (!FlowAddress.TryParse(PendingJson.TextOf(body, "account", "'body'"), out var account))
        {
            throw new RefusedException("'body': 'account' must be 0x and 16 hexadecimal digits.");
        }

        CheckSigner(body, pending);
        var script = PendingJson.TextOf(body, "transaction", "'body'");
        return body.Optional("args") is { ValueKind: JsonValueKind.Array } arguments && !string.IsNullOrWhiteSpace(script)
            ? new FlowRequest(account, script, [.. arguments.EnumerateArray().Select((argument, i) => CadenceArgument.Read(argument, $"Argument {i}"))])
            : throw new RefusedException("'body' must have a script in 'transaction' and a list in 'args'.");
    }

    private static void CheckType(long type)
    {
        if (Retired.TryGetValue((int)type, out var what))
        {
            throw new RefusedException(
                $"Transactions of type {type} ({what}) cannot run any more: their scripts use syntax that Cadence 1.0 removed. Ask for a custom transaction.");
        }

        if (type is not (3 or 8))
        {
            throw new RefusedException($"Transactions of type {type} are not known; only custom transactions (3 and 8) are signed.");
        }
    }

    // Neither member decides anything: the key comes from the pending transaction's own members.
    private static void CheckSigner(JsonElement body, PendingTransaction pending)
    {
        if (body.Optional("signatureId") is not null)
        {
            PendingJson.TextOf(body, "signatureId", "'body'");
        }

        if (body.Optional("index") is not null && body.Number("index", int.MaxValue, "'body'") != pending.Index)
        {
            throw new RefusedException("'body' names another index than the pending transaction.");
        }
    }
}
