using System.Text.Json;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Algo.MessagePack;
using TatumKms.Core;

namespace TatumKms.Chains.Algo.Transactions;

/// <summary>
/// Reads the JSON of an algosdk Transaction. Every member is signed, known to carry no meaning, or a reason to refuse.
/// </summary>
internal static class AlgoTransactionReader
{
    private const string Place = "The serialized transaction", TypeMember = "type";
    private static readonly byte[] Tag = "TX"u8.ToArray();

    /// <summary>Reads the fields that are signed.</summary>
    /// <exception cref="RefusedException">The text is not such a transaction, or one that cannot be signed whole.</exception>
    public static Packed.Map Read(string text)
    {
        using var document = PendingJson.Parse(text, Place);
        var root = document.RootElement.Object(Place);
        var type = root.Optional(TypeMember) is { } value ? PendingJson.TextOf(value, $"'{TypeMember}'") : "";
        if (!TransactionField.Types.TryGetValue(type, out var own))
        {
            throw new RefusedException("The transaction's 'type' is none of those that are signed: " + string.Join(", ", TransactionField.Types.Keys) + ".");
        }

        TransactionField[] fields = [.. TransactionField.Common, .. own];
        RefuseUnknown(root, fields);
        return Pack(root, type, fields);
    }

    private static Packed.Map Pack(JsonElement root, string type, TransactionField[] fields)
    {
        var transaction = new Packed.Map().Set("type", new Packed.Text(type));
        foreach (var group in fields.GroupBy(field => field.Within))
        {
            var map = group.Key is null ? transaction : new Packed.Map();
            foreach (var field in group)
            {
                if (root.Optional(field.Member) is { } value)
                {
                    map.Set(field.Key, FieldReader.Read(field, value, root));
                }
                else if (field.IsRequired)
                {
                    throw new RefusedException($"'{field.Member}' is missing.");
                }
            }

            if (group.Key is not null)
            {
                transaction.Set(group.Key, map);
            }
        }

        return transaction;
    }

    private static void RefuseUnknown(JsonElement root, TransactionField[] fields)
    {
        foreach (var member in root.EnumerateObject())
        {
            var isSigned = member.NameEquals(TypeMember) || fields.Any(field => member.NameEquals(field.Member));
            if (!isSigned && !IsWithoutMeaning(member))
            {
                throw new RefusedException($"The transaction has the member {PendingJson.ForPeople(member.Name)}, which is not signed for its type; it would be lost.");
            }
        }
    }

    /// <summary>What the SDK writes into every transaction, whatever it is.</summary>
    private static bool IsWithoutMeaning(JsonProperty member) => member.Name switch
    {
        "name" => PendingJson.TextOf(member.Value, "'name'") == "Transaction",
        "tag" => AlgoJson.Bytes(member.Value, "tag", Tag.Length).AsSpan().SequenceEqual(Tag),

        // The fee is signed as it was delivered: it is not one for each byte, whatever the flag says.
        "flatFee" => member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "appArgs" => member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() == 0,
        _ => false,
    };
}
