using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TatumKms.Chains.Flow;

/// <summary>A transaction as the access node's REST interface takes it, and as the journal keeps it until the payer has signed.</summary>
internal static class FlowJson
{
    /// <summary>Writes the body of <c>POST /v1/transactions</c>: bytes in Base64, numbers as text, addresses without 0x.</summary>
    public static void WriteBody(
        Utf8JsonWriter json, FlowTransaction transaction, IReadOnlyList<FlowSignature> payloadSignatures, FlowSignature envelopeSignature)
    {
        json.WriteStartObject();
        WriteTransaction(json, transaction, payloadSignatures);
        WriteSignatures(json, "envelope_signatures", [envelopeSignature]);
        json.WriteEndObject();
    }

    /// <summary>The journal's form: the body without the payer's signature, and what the delivery needs to know.</summary>
    public static string Save(FlowTransaction transaction, IReadOnlyList<FlowSignature> payloadSignatures)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteTransaction(json, transaction, payloadSignatures);
            json.WriteString("payer_key_index", Number(transaction.Payer.Index));
            json.WriteString("reference_block_height", Number(transaction.Reference.Height));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="FormatException">It was not written by it.</exception>
    public static (FlowTransaction Transaction, IReadOnlyList<FlowSignature> PayloadSignatures) Load(string saved)
    {
        try
        {
            using var document = JsonDocument.Parse(saved);
            var root = document.RootElement;
            var proposer = root.GetProperty("proposal_key");
            var transaction = new FlowTransaction(
                root.GetProperty("script").GetBytesFromBase64(),
                [.. root.GetProperty("arguments").EnumerateArray().Select(argument => argument.GetBytesFromBase64())],
                new FlowBlock(Convert.FromHexString(Text(root, "reference_block_id")), Number(root, "reference_block_height")),
                Key(proposer),
                Number(proposer, "sequence_number"),
                new FlowKey(Address(Text(root, "payer")), checked((uint)Number(root, "payer_key_index"))),
                Address(root.GetProperty("authorizers").EnumerateArray().Single().GetString()!));
            return (transaction, [.. root.GetProperty("payload_signatures").EnumerateArray().Select(Signature)]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new FormatException("It is no transaction of Flow.", exception);
        }
    }

    private static void WriteTransaction(Utf8JsonWriter json, FlowTransaction transaction, IReadOnlyList<FlowSignature> payloadSignatures)
    {
        json.WriteBase64String("script", transaction.Script);
        json.WriteStartArray("arguments");
        foreach (var argument in transaction.Arguments)
        {
            json.WriteBase64StringValue(argument);
        }

        json.WriteEndArray();
        json.WriteString("reference_block_id", Convert.ToHexStringLower(transaction.Reference.Id));
        json.WriteString("gas_limit", Number(FlowTransaction.GasLimit));
        json.WriteString("payer", transaction.Payer.Address.ToString());
        json.WriteStartObject("proposal_key");
        WriteKey(json, transaction.Proposer);
        json.WriteString("sequence_number", Number(transaction.SequenceNumber));
        json.WriteEndObject();
        json.WriteStartArray("authorizers");
        json.WriteStringValue(transaction.Account.ToString());
        json.WriteEndArray();
        WriteSignatures(json, "payload_signatures", payloadSignatures);
    }

    private static void WriteSignatures(Utf8JsonWriter json, string name, IReadOnlyList<FlowSignature> signatures)
    {
        json.WriteStartArray(name);
        foreach (var signature in signatures)
        {
            json.WriteStartObject();
            WriteKey(json, signature.Key);
            json.WriteBase64String("signature", signature.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteKey(Utf8JsonWriter json, FlowKey key)
    {
        json.WriteString("address", key.Address.ToString());
        json.WriteString("key_index", Number(key.Index));
    }

    private static FlowSignature Signature(JsonElement json) => new(Key(json), json.GetProperty("signature").GetBytesFromBase64());

    private static FlowKey Key(JsonElement json) => new(Address(Text(json, "address")), checked((uint)Number(json, "key_index")));

    private static FlowAddress Address(string text) => FlowAddress.TryParseDigits(text, out var address) ? address : throw new FormatException("An address is malformed.");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is missing.");

    private static ulong Number(JsonElement json, string name) => ulong.Parse(Text(json, name), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Number(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
