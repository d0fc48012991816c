using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Ada.Rosetta;

/// <summary>The answer to the step payloads: a transaction, and who has to sign what.</summary>
/// <param name="Transaction">The server's unsigned transaction.</param>
/// <param name="Signers">The addresses that have to sign, in the order of their signatures.</param>
/// <param name="Hashes">What each is asked to sign.</param>
internal sealed record Payloads(byte[] Transaction, IReadOnlyList<string> Signers, IReadOnlyList<byte[]> Hashes)
{
    /// <summary>Reads the answer.</summary>
    /// <exception cref="NodeException">It has another form.</exception>
    public static Payloads Read(JsonElement answer)
    {
        var payloads = answer.Optional("payloads") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : throw Unusable();
        return new Payloads(
            Hex(answer, "unsigned_transaction"),
            [.. payloads.Select(AddressOf)],
            [.. payloads.Select(payload => Hex(payload, "hex_bytes"))]);
    }

    private static string AddressOf(JsonElement payload)
    {
        var isEd25519 = payload.ValueKind == JsonValueKind.Object && (payload.Optional("signature_type") is not { } type || TextOf(type) == "ed25519");
        return isEd25519 && payload.Optional("account_identifier") is { ValueKind: JsonValueKind.Object } account && account.Optional("address") is { } address
            ? TextOf(address)
            : throw Unusable();
    }

    private static byte[] Hex(JsonElement owner, string name)
    {
        try
        {
            return owner.Optional(name) is { } value ? Convert.FromHexString(TextOf(value)) : throw Unusable();
        }
        catch (FormatException)
        {
            throw Unusable();
        }
    }

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Unusable();
        }
        catch (InvalidOperationException)
        {
            throw Unusable(); // half of a surrogate pair
        }
    }

    private static NodeException Unusable() => new("The node's answer to payloads has not the form of one.");
}
