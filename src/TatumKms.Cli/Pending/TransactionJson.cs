using System.Text.Json;

namespace TatumKms.Cli.Pending;

/// <summary>A transaction as the API gives it: the members that are known, without secrets, and what it does.</summary>
internal static class TransactionJson
{
    private static readonly string[] Known = ["hashes", "signatures", "index", "withdrawalId", "withdrawalResponses", "txId"];

    public static void Write(Utf8JsonWriter json, Inspected inspected)
    {
        var (transaction, raw) = (inspected.Transaction, inspected.Transaction.Raw);
        json.WriteStartObject();
        json.WriteString("id", transaction.Id);
        json.WriteString("chain", transaction.Chain.Code);
        foreach (var name in Known.Where(name => raw.TryGetProperty(name, out _)))
        {
            json.WritePropertyName(name);
            WithoutSecrets.Write(json, raw.GetProperty(name));
        }

        json.WriteString("serializedTransaction", WithoutSecrets.OfSerialized(transaction.SerializedTransaction));
        json.WriteStartObject("description");
        DescriptionJson.WriteMembers(json, inspected);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
