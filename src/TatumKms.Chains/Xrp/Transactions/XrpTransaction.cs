using System.Text.Json;

namespace TatumKms.Chains.Xrp.Transactions;

/// <summary>A transaction without its signature.</summary>
/// <param name="Given">What was delivered: without members that do not exist in binary, with X-addresses split and the signer's public key.</param>
/// <param name="Canonical">The same, decoded from its own bytes: every value has its one form and is of its field's type.</param>
/// <param name="Notes">What was left out or replaced, a sentence each.</param>
internal sealed record XrpTransaction(JsonElement Given, JsonElement Canonical, IReadOnlyList<string> Notes)
{
    /// <summary>Names of fields that the code knows.</summary>
    public const string
        TypeField = "TransactionType",
        AccountField = "Account",
        FeeField = "Fee",
        FlagsField = "Flags",
        SequenceField = "Sequence",
        TicketSequenceField = "TicketSequence",
        LastLedgerField = "LastLedgerSequence",
        PublicKeyField = "SigningPubKey",
        SignatureField = "TxnSignature",
        SignersField = "Signers",
        DestinationField = "Destination",
        InnerListField = "RawTransactions",
        InnerField = "RawTransaction";

    /// <summary>The flag of transactions inside a batch, which nobody signs.</summary>
    public const uint InnerFlag = 0x4000_0000;

    /// <summary>The type, as <c>Payment</c>.</summary>
    public string Type => Canonical.GetProperty(TypeField).GetString()!;

    /// <summary>The classic address of the account that acts.</summary>
    public string Account => Canonical.GetProperty(AccountField).GetString()!;

    /// <summary>The place in the account's order; 0 with a ticket, nothing where the transaction does not say it.</summary>
    public uint? Sequence => Canonical.TryGetProperty(SequenceField, out var sequence) ? sequence.GetUInt32() : null;

    /// <summary>The transactions inside a batch, each with the name of what wraps it.</summary>
    public static IEnumerable<JsonProperty> Inner(JsonElement canonical) => canonical.TryGetProperty(InnerListField, out var list)
        ? list.EnumerateArray().Select(element => element.EnumerateObject().First())
        : [];

    /// <summary>What was delivered and one more field.</summary>
    public JsonElement With(string name, ReadOnlySpan<byte> value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in Given.EnumerateObject())
            {
                member.WriteTo(json);
            }

            json.WriteString(name, Convert.ToHexString(value));
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }
}
