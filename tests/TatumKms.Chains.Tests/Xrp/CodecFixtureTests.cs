using System.Text.Json;
using TatumKms.Chains.Xrp.Codec;
using TatumKms.Chains.Xrp.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Xrp;

/// <summary>The binary codec against the fixtures of ripple-binary-codec.</summary>
public sealed class CodecFixtureTests
{
    private static readonly JsonElement Codec = XrplFixture.Load("codec-fixtures.json");
    private static readonly JsonElement DataDriven = XrplFixture.Load("data-driven-tests.json");
    private static readonly JsonElement XAddresses = XrplFixture.Load("x-codec-fixtures.json");

    public static TheoryData<string, int> Objects =>
        [.. new[] { "accountState", "transactions" }.SelectMany(kind => Indices(Codec.GetProperty(kind)).Select(i => (kind, i)))];

    public static TheoryData<int> Fields => [.. Indices(DataDriven.GetProperty("fields_tests"))];

    public static TheoryData<int> Amounts => [.. Indices(DataDriven.GetProperty("values_tests"))];

    public static TheoryData<int> WholeObjects => [.. Indices(DataDriven.GetProperty("whole_objects"))];

    public static TheoryData<int> XAddressPairs => [.. Indices(XAddresses.GetProperty("transactions"))];

    [Theory]
    [MemberData(nameof(Objects))]
    public void An_object_is_encoded_and_decoded_as_by_the_reference(string kind, int index)
    {
        var fixture = Codec.GetProperty(kind)[index];
        var json = fixture.GetProperty("json");
        var binary = fixture.GetProperty("binary").GetString()!;

        Assert.Equal(binary, Convert.ToHexString(XrplCodec.Encode(json)));
        var decoded = XrplCodec.Decode(Convert.FromHexString(binary));
        Assert.True(XrplCodec.Same(json, decoded), decoded.GetRawText());
        Assert.Equal(binary, Convert.ToHexString(XrplCodec.Encode(decoded)));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_has_the_type_number_and_header_of_the_reference(int index)
    {
        var fixture = DataDriven.GetProperty("fields_tests")[index];
        var field = XrplDefinitions.Current.Fields[fixture.GetProperty("name").GetString()!];

        Assert.Equal(fixture.GetProperty("type_name").GetString(), field.Type);
        Assert.Equal(fixture.GetProperty("nth_of_type").GetInt32(), field.Number);
        Assert.Equal(fixture.GetProperty("type").GetInt32(), field.TypeCode);
        if (field.IsSerialized)
        {
            var writer = new ByteWriter();
            writer.Header(field);
            Assert.Equal(fixture.GetProperty("expected_hex").GetString(), Convert.ToHexString(writer.Written));
            Assert.Equal(field, new ByteReader(writer.Written.ToArray()).Header());
        }
    }

    [Theory]
    [MemberData(nameof(Amounts))]
    public void An_amount_is_encoded_or_refused_as_by_the_reference(int index)
    {
        var fixture = DataDriven.GetProperty("values_tests")[index];
        var json = fixture.GetProperty("test_json").GetRawText();

        if (fixture.TryGetProperty("error", out _))
        {
            Assert.Throws<RefusedException>(() => XrplFixture.EncodeField("Amount", json));
        }
        else
        {
            Assert.Equal($"61{fixture.GetProperty("expected_hex").GetString()}", XrplFixture.EncodeField("Amount", json));
        }
    }

    [Theory]
    [MemberData(nameof(WholeObjects))]
    public void A_transaction_has_the_signed_bytes_of_the_reference(int index)
    {
        var fixture = DataDriven.GetProperty("whole_objects")[index];

        Assert.Equal(fixture.GetProperty("blob_with_no_signing").GetString(), Convert.ToHexString(XrplCodec.EncodeForSigning(fixture.GetProperty("tx_json"))));
    }

    [Theory]
    [MemberData(nameof(XAddressPairs))]
    public void X_addresses_become_classic_addresses_and_tags(int index)
    {
        var fixture = XAddresses.GetProperty("transactions")[index];
        var publicKey = Convert.FromHexString(fixture.GetProperty("rjson").GetProperty("SigningPubKey").GetString()!);
        string Encoded(string member)
        {
            var unsigned = System.Text.Json.Nodes.JsonObject.Create(fixture.GetProperty(member))!;
            unsigned.Remove("TxnSignature");
            return Convert.ToHexString(XrplCodec.Encode(TransactionReader.Read(unsigned.ToJsonString(), publicKey).Given));
        }

        Assert.Equal(Encoded("rjson"), Encoded("xjson"));
    }

    private static IEnumerable<int> Indices(JsonElement list) => Enumerable.Range(0, list.GetArrayLength());
}
