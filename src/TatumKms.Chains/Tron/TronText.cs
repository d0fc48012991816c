using System.Text.Json;
using TatumKms.Chains.Accounts;

namespace TatumKms.Chains.Tron;

/// <summary>Writes the JSON of an unsigned transaction as it will be sent.</summary>
internal static class TronText
{
    private const string SignatureMember = "signature";

    /// <summary>
    /// The text that JavaScript's <c>JSON.stringify</c> gives, but for numbers, which stay as they are: no spaces, the members in
    /// their order, nothing escaped that need not be. A signature that is null is left out: the one to come goes last.
    /// </summary>
    /// <exception cref="InvalidOperationException">A text in it is not valid Unicode.</exception>
    public static string Of(JsonElement transaction) =>
        $"{{{string.Join(',', transaction.EnumerateObject().Where(member => member.Name != SignatureMember).Select(Member))}}}";

    /// <summary>The text with the signature as its last member.</summary>
    /// <param name="unsigned">What <see cref="Of"/> has given.</param>
    /// <param name="signature">Hexadecimal.</param>
    public static string WithSignature(string unsigned, string signature) => $"{unsigned[..^1]},\"{SignatureMember}\":[\"{signature}\"]}}";

    private static string Member(JsonProperty member) => $"{PendingJson.Quote(member.Name)}:{Value(member.Value)}";

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(Member))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Value))}]",
        JsonValueKind.String => PendingJson.Quote(value.GetString()!),
        _ => value.GetRawText(),
    };
}
