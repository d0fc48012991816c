using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TatumKms.Core;
using static TatumKms.Chains.Tests.Ada.AdaBuilder;

namespace TatumKms.Chains.Tests.Ada;

/// <summary>Whatever API and server send, the answer is the right signature, a refusal, or "not now".</summary>
public sealed class AdaMutationTests
{
    private static readonly SigningKey Own = Key(1), Other = Key(2);

    [Fact]
    public async Task A_changed_character_of_the_operations_leads_to_no_other_exception()
    {
        var valid = Payment(Own, Other).ToJsonString();
        for (var round = 0; round < 3_000; round++)
        {
            var text = valid.ToCharArray();
            for (var change = 0; change < 2; change++)
            {
                text[RandomNumberGenerator.GetInt32(text.Length)] = round % 20 == 0 ? '\ud800' : (char)RandomNumberGenerator.GetInt32(0x20, 0x7F);
            }

            await SignOrRefuseAsync(new string(text), new RosettaServer());
        }
    }

    [Fact]
    public async Task A_changed_character_of_the_answer_leads_to_no_other_exception()
    {
        var operations = Payment(Own, Other).ToJsonString();
        var valid = (await PayloadsAsync(operations)).GetRawText();
        for (var round = 0; round < 2_000; round++)
        {
            var text = valid.ToCharArray();
            text[RandomNumberGenerator.GetInt32(text.Length)] = (char)RandomNumberGenerator.GetInt32(0x20, 0x7F);
            if (TryParse(new string(text)) is { } changed)
            {
                await SignOrRefuseAsync(operations, new RosettaServer { Answers = step => step == "payloads" ? changed : null });
            }
        }
    }

    [Fact]
    public async Task No_changed_bit_of_the_body_is_signed()
    {
        var operations = Payment(Own, Other).ToJsonString();
        for (var i = 0; i < 8 * 200; i++)
        {
            var bit = i;
            var server = new RosettaServer { Transmits = bytes => Flip(bytes, bit) };

            await Assert.ThrowsAsync<RefusedException>(() => PrepareAsync(operations, server, Own));
        }
    }

    private static byte[] Flip(byte[] envelope, int bit)
    {
        // The body stands in hexadecimal text behind the heads of the array and the text.
        var text = envelope.AsSpan(4, (envelope[2] << 8) | envelope[3]);
        var body = Convert.FromHexString(Encoding.ASCII.GetString(text));
        body[bit / 8 % body.Length] ^= (byte)(1 << (bit % 8));
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(body)).CopyTo(text);
        return envelope;
    }

    private static async Task<JsonElement> PayloadsAsync(string operations)
    {
        var server = new RosettaServer();
        return await server.AskAsync(
            new NodeAddress.ApiNode("/v3/blockchain/node/cardano-preprod", "/construction/payloads"),
            body =>
            {
                body.WriteStartObject();
                body.WritePropertyName("operations");
                body.WriteRawValue(operations);
                body.WriteEndObject();
            },
            TestContext.Current.CancellationToken);
    }

    private static JsonElement? TryParse(string text)
    {
        try
        {
            return RosettaServer.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task SignOrRefuseAsync(string operations, RosettaServer server)
    {
        try
        {
            Chain.Sign(await PrepareAsync(operations, server, Own), [Own]);
        }
        catch (RefusedException)
        {
            // What it is there for.
        }
        catch (NodeException)
        {
            // No answer that could be used.
        }
    }
}
