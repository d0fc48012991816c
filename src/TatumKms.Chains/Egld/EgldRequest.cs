using System.Numerics;
using System.Text;
using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Egld;

/// <summary>
/// The serialized transaction: JSON with <c>from</c>, <c>to</c>, <c>value</c> in EGLD and <c>data</c> as plain text. <c>gasPrice</c> and
/// <c>gasLimit</c> are looked up in any case, as in the original.
/// </summary>
/// <param name="From">The sender, where it is named.</param>
/// <param name="Receiver">32 bytes.</param>
/// <param name="Value">In atoms.</param>
/// <param name="Data">UTF-8; empty where there is none.</param>
internal sealed record EgldRequest(string? From, byte[] Receiver, BigInteger Value, byte[] Data)
{
    private const string Place = "The serialized transaction";

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException">It is malformed.</exception>
    public static EgldRequest Read(string serialized)
    {
        using var json = PendingJson.Parse(serialized, Place);
        var root = PendingJson.ObjectOf(json.RootElement, Place, "from", "to", "value", "data", "gasPrice", "gasLimit");
        var receiver = EgldAddress.TryParse(PendingJson.TextOf(root, "to", Place))
            ?? throw new RefusedException($"{Place}: 'to' is not an address of MultiversX (erd1...).");
        var data = root.Optional("data") is { } text ? Encoding.UTF8.GetBytes(PendingJson.TextOf(text, $"{Place}: 'data'")) : [];
        return new EgldRequest(Sender(root), receiver, EgldAmount.Read(root.Optional("value")), data);
    }

    /// <summary>Nothing, 0 and empty text mean the key's own address.</summary>
    private static string? Sender(JsonElement root) => root.Optional("from") switch
    {
        null or { ValueKind: JsonValueKind.False } => null,
        { ValueKind: JsonValueKind.Number } number when number.GetRawText() == "0" => null,
        { } text => PendingJson.TextOf(text, $"{Place}: 'from'") is { Length: > 0 } from ? from : null,
    };
}
