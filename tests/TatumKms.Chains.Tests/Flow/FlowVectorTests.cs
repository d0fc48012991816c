using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Flow;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Tests.Flow;

/// <summary>The original's transactions: the same messages, the same signatures but for the half in which s lies, the same bodies.</summary>
public sealed class FlowVectorTests
{
    private static readonly BigInteger Order = BigInteger.Parse(
        "115792089237316195423570985008687907852837564279074904382605163141518161494337", System.Globalization.CultureInfo.InvariantCulture);

    public static TheoryData<string> Ids =>
        [.. VectorFile.Load("vectors", "sign", "FLOW.json").EnumerateArray().Where(v => !v.GetProperty("variant").GetString()!.StartsWith("error", StringComparison.Ordinal)).Select(v => v.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_message_that_is_signed_is_that_of_the_original(string id)
    {
        var (vector, fresh, _) = await SignAsync(id);

        Assert.Equal(vector.GetProperty("expected").GetProperty("payloadMessage").GetString(), Convert.ToHexStringLower(FlowWire.PayloadMessage(fresh)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_signature_is_that_of_the_original_with_s_in_the_lower_half(string id)
    {
        var (vector, fresh, signed) = await SignAsync(id);
        var expected = Convert.FromHexString(vector.GetProperty("expected").GetProperty("userSignatures")[0].GetProperty("hex").GetString()!);
        var signature = FlowJson.Load(signed.Payload).PayloadSignatures.Single(candidate => candidate.Key.Address == fresh.Account).Value;
        var s = Number(expected[32..]);

        Assert.Equal(expected[..32], signature[..32]);
        Assert.Equal(BigInteger.Min(s, Order - s), Number(signature[32..]));
        Assert.True(TestChains.Secp256k1.VerifyEcdsa(
            [4, .. Convert.FromHexString(vector.GetProperty("info").GetProperty("publicKey").GetString()!)], Sha3.Hash256(FlowWire.PayloadMessage(fresh)), signature));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task With_the_originals_signatures_the_payers_message_and_the_body_are_the_originals(string id)
    {
        var (vector, fresh, _) = await SignAsync(id);
        var expected = vector.GetProperty("expected");
        var payloadSignatures = Signatures(expected, "payload_signatures");
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            FlowJson.WriteBody(json, fresh, payloadSignatures, Signatures(expected, "envelope_signatures").Single());
        }

        Assert.Equal(expected.GetProperty("envelopeMessage").GetString(), Convert.ToHexStringLower(FlowWire.EnvelopeMessage(fresh, payloadSignatures)));
        Assert.True(JsonElement.DeepEquals(expected.GetProperty("accessNodeBody"), JsonDocument.Parse(buffer.ToArray()).RootElement));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_chain_gets_it_and_the_API_is_told_its_id_and_key(string id)
    {
        var (vector, _, signed) = await SignAsync(id);
        var node = new VectorNode(WithoutBodies(vector));
        var network = vector.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet;

        var outcome = await Chain().SendAsync(signed, network, node, TestContext.Current.CancellationToken);

        var transactionId = vector.GetProperty("expected").GetProperty("broadcast").GetProperty("body").GetProperty("txData").GetString()!;
        Assert.Equal(new DirectOutcome.OnChain(transactionId), outcome);
        Assert.Equal($$"""{"txData":"{{transactionId}}","proposalKey":{{vector.GetProperty("proposer").GetProperty("keyId")}}}""", node.Told[^1].GetRawText());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Signing_again_gives_the_same_bytes_and_no_request_holds_the_key(string id)
    {
        var (vector, _, first) = await SignAsync(id);
        var (_, _, second) = await SignAsync(id);

        Assert.Equal(first, second);
        Assert.DoesNotContain(vector.GetProperty("privateKey").GetString()!, first.Payload, StringComparison.OrdinalIgnoreCase);
    }

    // The recorded bodies hold the original's signatures, with s in the other half.
    private static JsonElement WithoutBodies(JsonElement vector)
    {
        var copy = JsonNode.Parse(vector.GetRawText())!;
        foreach (var request in copy["network"]!.AsArray())
        {
            request!.AsObject().Remove("body");
        }

        return JsonSerializer.SerializeToElement(copy);
    }

    private static FlowChain Chain() => new(TestChains.Secp256k1, TimeProvider.System);

    private static async Task<(JsonElement Vector, FlowTransaction Fresh, SignedTransaction Signed)> SignAsync(string id)
    {
        var vector = VectorFile.Find("sign", id);
        var (prepared, signed) = await VectorSigner.SignAsync(Chain(), vector, TestContext.Current.CancellationToken);
        return (vector, Assert.IsType<PreparedFlowTransaction>(prepared).Fresh!.Transaction, signed);
    }

    private static FlowSignature[] Signatures(JsonElement expected, string name) =>
        [.. expected.GetProperty("accessNodeBody").GetProperty(name).EnumerateArray().Select(Signature)];

    private static FlowSignature Signature(JsonElement json)
    {
        Assert.True(FlowAddress.TryParseDigits(json.GetProperty("address").GetString()!, out var address));
        var index = uint.Parse(json.GetProperty("key_index").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        return new FlowSignature(new FlowKey(address, index), json.GetProperty("signature").GetBytesFromBase64());
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
