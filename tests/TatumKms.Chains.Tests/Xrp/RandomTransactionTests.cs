using System.Text;
using System.Text.Json.Nodes;
using TatumKms.Chains.Xrp;
using TatumKms.Chains.Xrp.Codec;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests.Xrp;

/// <summary>Properties of random transactions, and what becomes of damaged ones. TATUM_KMS_RANDOM_TRANSACTIONS sets how many.</summary>
public sealed class RandomTransactionTests
{
    private static readonly XrpSigner SecondSigner = new(new BouncyCastleSecp256k1(), new Chains.Xrp.Keys.XrpKeys(new BouncyCastleSecp256k1()));

    public static TheoryData<string> Types => [.. RandomTransactions.Types];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("TATUM_KMS_RANDOM_TRANSACTIONS"), out var count) ? count : 10;

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_encoded_is_decoded_to_the_same(string type)
    {
        for (var round = 0; round < Count; round++)
        {
            var given = XrplFixture.Parse(RandomTransactions.Make(type).ToJsonString());
            var bytes = XrplCodec.Encode(given);

            var decoded = XrplCodec.Decode(bytes);

            Assert.True(XrplCodec.Same(given, decoded), given.GetRawText());
            Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(XrplCodec.Encode(decoded)));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_type_is_described_and_signed_alike_by_both_engines(string type)
    {
        for (var round = 0; round < Count; round++)
        {
            using var key = XrpBuilder.Key(isEd25519: round % 2 == 0);
            var prepared = await XrpBuilder.PrepareAsync(RandomTransactions.Make(type).ToJsonString(), key);

            var signed = XrpBuilder.Chain.Sign(prepared, [key]);

            Assert.NotEmpty(prepared.Description.Notes);
            Assert.Equal(SecondSigner.Sign((PreparedXrpTransaction)prepared, key), signed);
        }
    }

    [Fact]
    public async Task Damaged_JSON_is_signed_or_refused_and_nothing_else()
    {
        var templates = VectorFile.Load("vectors", "sign", "XRP.json").EnumerateArray().Select(vector => vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!).ToArray();
        using var key = XrpBuilder.Key();
        var refused = 0;
        for (var round = 0; round < 300 * Count; round++)
        {
            try
            {
                XrpBuilder.Chain.Sign(await XrpBuilder.PrepareAsync(Damage(RandomTransactions.Any(templates)), key), [key]);
            }
            catch (RefusedException)
            {
                refused++;
            }
        }

        Assert.NotEqual(0, refused);
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_are_the_one_form_of_what_they_say()
    {
        var refused = 0;
        for (var round = 0; round < 300 * Count; round++)
        {
            var bytes = XrplCodec.Encode(XrplFixture.Parse(RandomTransactions.Make(RandomTransactions.Any(RandomTransactions.Types)).ToJsonString()));
            bytes = DamageBytes(bytes);
            try
            {
                var decoded = XrplCodec.Decode(bytes);
                Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(XrplCodec.Encode(decoded)));
            }
            catch (RefusedException)
            {
                refused++;
            }
        }

        Assert.NotEqual(0, refused);
    }

    private static string Damage(string json) => RandomTransactions.Below(3) switch
    {
        0 => DamageCharacters(json),
        _ => JsonNode.Parse(Sane(json))! is JsonObject transaction ? DamageMembers(transaction).ToJsonString() : json,
    };

    private static string Sane(string json) => json.StartsWith('{') ? json : "{}";

    private static string DamageCharacters(string json)
    {
        var text = new StringBuilder(json);
        for (var i = 0; i <= RandomTransactions.Below(3); i++)
        {
            text[RandomTransactions.Below(text.Length)] = (char)RandomTransactions.Below(RandomTransactions.Below(2) == 0 ? 0x80 : 0x10000);
        }

        return text.ToString();
    }

    private static JsonObject DamageMembers(JsonObject transaction)
    {
        var owner = transaction;
        if (owner.Select(member => member.Value).OfType<JsonObject>().ToArray() is { Length: > 0 } inner && RandomTransactions.Below(2) == 0)
        {
            owner = RandomTransactions.Any(inner);
        }

        var names = owner.Select(member => member.Key).Concat(XrplDefinitions.Current.Fields.Keys).ToArray();
        var name = owner.Count > 0 && RandomTransactions.Below(2) == 0 ? names[RandomTransactions.Below(owner.Count)] : RandomTransactions.Any(names);
        owner[name] = JsonNode.Parse(RandomTransactions.Any(
        [
            "null", "true", "0", "-1", "1e400", "4294967296", "1.5", "\"\"", "\"0\"", "\"-0\"", "\"1e9999\"", "\"XRP\"", "\"00\"", "\"0x\"", "[]", "[[]]", "[[[]]]", "[{}]",
            "[null]", "{}", "{\"\":{}}", "{\"currency\":\"XRP\"}", "{\"currency\":null,\"issuer\":1,\"value\":[]}", "{\"mpt_issuance_id\":\"\",\"value\":\"\"}",
            "[{\"Memo\":[]}]", "[{\"RawTransaction\":{}}]", "[{\"Permission\":{}}]", "[{\"SignerEntry\":{\"Account\":\"\"}}]", $"\"{new string('z', 100_000)}\"",
            $"\"{XrpBuilder.Somebody}\"", "\"X7AcgcsBL6XDcUb289X4mJ8djcdyKaGZMhc9YTE92ehJ2Fu\"", "\"SetFee\"", "\"Batch\"", "\"DelegateSet\"",
        ]));
        return transaction;
    }

    private static byte[] DamageBytes(byte[] bytes)
    {
        for (var i = 0; i <= RandomTransactions.Below(3); i++)
        {
            bytes[RandomTransactions.Below(Math.Min(bytes.Length, 200))] = (byte)RandomTransactions.Below(0x100);
        }

        return RandomTransactions.Below(4) == 0 ? bytes[..RandomTransactions.Below(bytes.Length)] : bytes;
    }
}
