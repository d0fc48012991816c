using System.Buffers.Binary;
using System.Text.Json;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>
/// Assets without an amount: XRP is 20 zero bytes, an issued currency its 20 bytes and its issuer's, a multi-purpose token its
/// issuer's, a mark of 20 bytes, and its sequence number, little-endian.
/// </summary>
internal sealed class IssueCodec : IValueCodec
{
    private const string MustBe = "{currency} of XRP, {currency, issuer}, or {mpt_issuance_id}";
    private const string Currency = "currency", Issuer = "issuer", Issuance = "mpt_issuance_id";
    private const int IssuanceLength = 24, SequenceLength = 4;

    /// <summary>The account with the number 1, which nobody can have: what is before it is an issuer, not a currency.</summary>
    private static readonly byte[] TokenMark = [.. new byte[AccountCodec.Length - 1], 1];

    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Issuance, out _))
        {
            WriteToken(place.Texts(value, MustBe, Issuance)[0], writer, place.Member(Issuance));
        }
        else if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Issuer, out _))
        {
            var texts = place.Texts(value, MustBe, Currency, Issuer);
            var issuer = AccountCodec.Parse(texts[1], place.Member(Issuer));
            writer.Bytes(CurrencyCodec.ParseIssued(texts[0], place.Member(Currency)));
            writer.Bytes(issuer.AsSpan().SequenceEqual(TokenMark) ? throw place.Member(Issuer).Refused("an account that can issue") : issuer);
        }
        else
        {
            var native = CurrencyCodec.Parse(place.Texts(value, MustBe, Currency)[0], place.Member(Currency));
            writer.Bytes(native.AsSpan().IndexOfAnyExcept((byte)0) < 0 ? native : throw place.Refused(MustBe));
        }
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth)
    {
        var first = reader.Take(CurrencyCodec.Length);
        json.WriteStartObject();
        if (first.IndexOfAnyExcept((byte)0) < 0)
        {
            json.WriteString(Currency, CurrencyCodec.Native);
        }
        else if (reader.Take(AccountCodec.Length) is var second && second.SequenceEqual(TokenMark))
        {
            Span<byte> sequence = stackalloc byte[SequenceLength];
            reader.Take(SequenceLength).CopyTo(sequence);
            sequence.Reverse();
            json.WriteString(Issuance, Convert.ToHexString(sequence) + Convert.ToHexString(first));
        }
        else
        {
            json.WriteString(Currency, CurrencyCodec.Format(first));
            json.WriteString(Issuer, XrpAddress.Format(second));
        }

        json.WriteEndObject();
    }

    public bool Same(JsonElement given, JsonElement canonical) =>
        given.GetPropertyCount() == canonical.GetPropertyCount()
        && given.EnumerateObject().All(member => canonical.TryGetProperty(member.Name, out var other) && SameMember(member, other));

    private static bool SameMember(JsonProperty given, JsonElement canonical) => given.Name switch
    {
        Issuance => HexCodec.SameText(given.Value, canonical),
        Issuer => AccountCodec.SameAddress(given.Value.GetString()!, canonical.GetString()!),
        _ => CurrencyCodec.SameCurrency(given.Value.GetString()!, canonical.GetString()!),
    };

    private static void WriteToken(string issuance, ByteWriter writer, Place place)
    {
        var bytes = HexCodec.TryParse(issuance, IssuanceLength) ?? throw place.Refused($"{2 * IssuanceLength} hexadecimal digits");
        var issuer = bytes.AsSpan(SequenceLength);
        writer.Bytes(issuer.IndexOfAnyExcept((byte)0) >= 0 ? issuer : throw place.Refused("the token of an account"));
        writer.Bytes(TokenMark);
        writer.Unsigned(BinaryPrimitives.ReadUInt32LittleEndian(bytes), SequenceLength);
    }
}

/// <summary>Bridges between chains: two doors, each with its asset.</summary>
internal sealed class BridgeCodec : IValueCodec
{
    private static readonly AccountCodec Account = new();
    private static readonly IssueCodec Issue = new();

    private static readonly (string Name, IValueCodec Codec)[] Parts =
    [
        ("LockingChainDoor", Account), ("LockingChainIssue", Issue), ("IssuingChainDoor", Account), ("IssuingChainIssue", Issue),
    ];

    public void Write(JsonElement value, ByteWriter writer, Place place)
    {
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() != Parts.Length)
        {
            throw MustBe(place);
        }

        foreach (var (name, codec) in Parts)
        {
            if (codec == Account)
            {
                writer.Byte(AccountCodec.Length);
            }

            codec.Write(value.TryGetProperty(name, out var part) ? part : throw MustBe(place), writer, place.Member(name));
        }
    }

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth)
    {
        json.WriteStartObject();
        foreach (var (name, codec) in Parts)
        {
            if (codec == Account && reader.Byte() != AccountCodec.Length)
            {
                throw ByteReader.Malformed("a bridge's door is not an account");
            }

            json.WritePropertyName(name);
            codec.Read(reader, json, depth);
        }

        json.WriteEndObject();
    }

    public bool Same(JsonElement given, JsonElement canonical) => Parts.All(part => part.Codec.Same(given.GetProperty(part.Name), canonical.GetProperty(part.Name)));

    private static Core.RefusedException MustBe(Place place) => place.Refused($"an object of {string.Join(", ", Parts.Select(part => part.Name))}");
}
