using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using TatumKms.Chains.Xrp.Codec;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Transactions;

/// <summary>Reads the pending form: the JSON text of a transaction.</summary>
internal static class TransactionReader
{
    // No name or value of the protocol needs more, and what needs no escapes cannot hide anything.
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Except(['\\']), '\t', '\r', '\n']);

    /// <summary>Members that servers and libraries add to a transaction's JSON and that do not exist in binary.</summary>
    private static readonly FrozenSet<string> LeftOut = XrplDefinitions.Current.Fields.Values
        .Where(field => !field.IsSerialized && char.IsAsciiLetterLower(field.Name[0]))
        .Select(field => field.Name)
        .Concat(["date", "ctid", "ledger_index", "ledger_hash", "inLedger", "validated", "close_time_iso", "owner_funds"])
        .ToFrozenSet();

    /// <summary>Reads a transaction.</summary>
    /// <param name="serialized">The JSON text.</param>
    /// <param name="publicKey">The 33 bytes of the signer's key, which become SigningPubKey; none where it is not known.</param>
    /// <exception cref="RefusedException">It is malformed, or signed already.</exception>
    public static XrpTransaction Read(string serialized, ReadOnlySpan<byte> publicKey)
    {
        var delivered = Parse(serialized);
        if (delivered.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException("The serialized transaction must be a JSON object.");
        }

        if (delivered.Optional(XrpTransaction.SignatureField) is not null || delivered.Optional(XrpTransaction.SignersField) is not null)
        {
            throw new RefusedException("The transaction has signatures (TxnSignature or Signers) already.");
        }

        var notes = new List<string>();
        var given = Complete(delivered, Convert.ToHexString(publicKey), notes);
        return new XrpTransaction(given, XrplCodec.Decode(XrplCodec.Encode(given)), notes);
    }

    private static JsonElement Parse(string serialized)
    {
        if (serialized.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new RefusedException("The serialized transaction holds characters that no transaction of the XRP Ledger needs.");
        }

        try
        {
            using var document = JsonDocument.Parse(serialized, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new RefusedException("The serialized transaction is not JSON in which no object names a member twice.");
        }
    }

    /// <summary>The transaction without what does not exist in binary, with X-addresses split, and with the signer's public key.</summary>
    private static JsonElement Complete(JsonElement delivered, string publicKey, List<string> notes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in delivered.EnumerateObject().Where(IsPresent))
            {
                WriteMember(member, delivered, json, notes);
            }

            json.WriteString(XrpTransaction.PublicKeyField, publicKey);
            json.WriteEndObject();
        }

        if (delivered.Optional(XrpTransaction.PublicKeyField) is { } other && IsAnother(other, publicKey) && publicKey.Length > 0)
        {
            notes.Add("The SigningPubKey that was delivered is another's; the signing key's own stands in its place.");
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    private static bool IsAnother(JsonElement delivered, string publicKey)
    {
        const string MustBe = "hexadecimal";
        var place = Place.Top.Member(XrpTransaction.PublicKeyField);
        var bytes = HexCodec.TryParse(place.Text(delivered, MustBe), length: null) ?? throw place.Refused(MustBe);
        return bytes.Length > 0 && Convert.ToHexString(bytes) != publicKey;
    }

    private static bool IsPresent(JsonProperty member) =>
        member.Value.ValueKind != JsonValueKind.Null && !LeftOut.Contains(member.Name) && member.Name != XrpTransaction.PublicKeyField;

    private static void WriteMember(JsonProperty member, JsonElement owner, Utf8JsonWriter json, List<string> notes)
    {
        var tagField = member.Name switch
        {
            XrpTransaction.AccountField => "SourceTag",
            XrpTransaction.DestinationField => "DestinationTag",
            _ => null,
        };
        if (tagField is null || member.Value.ValueKind != JsonValueKind.String || !XAddress.TryParse(member.Value.GetString()!, out var address))
        {
            member.WriteTo(json);
            return;
        }

        json.WriteString(member.Name, XrpAddress.Format(address.Account));
        notes.Add($"{member.Name} was an X-address of {(address.IsTestnet ? "a test network" : "the main network")}.");
        if (address.Tag is not { } tag)
        {
            return;
        }

        if (owner.Optional(tagField) is not null)
        {
            throw new RefusedException($"'{member.Name}' is an X-address with a tag, and there is a '{tagField}', too.");
        }

        json.WriteNumber(tagField, tag);
    }
}
