using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Ada.Cbor;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using static TatumKms.Chains.Tests.Ada.AdaBuilder;

namespace TatumKms.Chains.Tests.Ada;

/// <summary>What is signed, in which form, and what is told of it.</summary>
public sealed class AdaSigningTests
{
    private const string Policy = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c", Gold = "474f4c44";
    private static readonly SigningKey Own = Key(1), Other = Key(2), Third = Key(3);

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Bodies_of_every_form_are_signed_with_witnesses_of_the_same_form(bool tagsSets, bool writesMaps)
    {
        var (_, signed) = await SignAsync(Payment(Own, Other), new RosettaServer { TagsSets = tagsSets, WritesMaps = writesMaps }, Own);

        var witnesses = Witnesses(signed, tagsSets);

        var (publicKey, signature) = Assert.Single(witnesses);
        Assert.Equal(Own.PublicKey.ToArray(), publicKey);
        Assert.True(Ed25519.Verify(publicKey, Convert.FromHexString(signed.TransactionId), signature));
    }

    [Fact]
    public async Task Owners_sign_in_the_order_of_the_payloads_whatever_the_order_of_the_keys()
    {
        JsonArray operations = [Input(Address(Own), 3_000_000), Input(Address(Other), 3_000_000, 1), Input(Address(Own), 3_000_000, 2), Output(Address(Third), 8_800_000)];

        var (_, signed) = await SignAsync(operations, new RosettaServer { Asks = payloads => [.. payloads.Reverse()] }, Third, Other, Own);

        Assert.Equal([Other.PublicKey.ToArray(), Own.PublicKey.ToArray()], Witnesses(signed, true).Select(witness => witness.PublicKey));
    }

    [Fact]
    public async Task Tokens_are_signed_and_told()
    {
        JsonArray operations =
        [
            Input(Address(Own), 5_000_000, 0, (Policy, Gold, 7)),
            Output(Address(Other), 2_000_000, (Policy, Gold, 5), (Policy, "\\x", 1)),
            Output(Address(Own), 2_800_000, (Policy, Gold, 2)),
        ];

        var (prepared, _) = await SignAsync(operations, new RosettaServer(), Own);

        Assert.Equal(
            [
                (Address(Other), "2 ADA", false), (Address(Other), $"1 base units of token {Policy}.", false), (Address(Other), $"5 base units of token {Policy}.{Gold}", false),
                (Address(Own), "2.8 ADA", true), (Address(Own), $"2 base units of token {Policy}.{Gold}", true),
            ],
            prepared.Description.Payments.Select(Words));
        Assert.Equal([(Address(Own), "5 ADA", true), (Address(Own), $"7 base units of token {Policy}.{Gold}", true)], prepared.Description.Sources.Select(Words));
    }

    [Fact]
    public async Task Fee_time_to_live_and_claims_are_told()
    {
        var (prepared, _) = await SignAsync(Payment(Own, Other), new RosettaServer(), Own);

        Assert.Equal("0.2 ADA", prepared.Description.Fee.ToString());
        Assert.Equal(["Valid until slot 5000."], prepared.Description.Notes);
        Assert.Equal([$"{new string('0', 64)}:0"], prepared.Claims);
    }

    [Fact]
    public async Task The_steps_are_asked_as_the_original_asks_them()
    {
        var server = new RosettaServer();
        var operations = Payment(Own, Other);

        await SignAsync(operations, server, Own);

        const string Network = """{"blockchain":"cardano","network":"preprod"}""";
        string[] expected =
        [
            $$$"""{"network_identifier":{{{Network}}},"operations":{{{operations.ToJsonString()}}},"metadata":{"relative_ttl":1000}}""",
            $$$"""{"network_identifier":{{{Network}}},"options":{"relative_ttl":1000,"transaction_size":298}}""",
            $$$"""{"network_identifier":{{{Network}}},"operations":{{{operations.ToJsonString()}}},"metadata":{"ttl":"5000"},"suggested_fee":[]}""",
        ];
        Assert.Equal(["preprocess", "metadata", "payloads"], server.Requests.Select(request => request.Step));
        Assert.All(expected.Zip(server.Requests), pair => Assert.True(JsonElement.DeepEquals(RosettaServer.Parse(pair.First), pair.Second.Body)));
    }

    [Fact]
    public async Task The_server_gets_its_own_data_back_as_they_were()
    {
        byte[] extra = [0x82, 0x01, 0xA1, 0x61, 0x61, 0xFB, 0, 0, 0, 0, 0, 0, 0, 1];
        var (_, signed) = await SignAsync(Payment(Own, Other), new RosettaServer { Transmits = bytes => [.. bytes[..^13], .. extra] }, Own);

        Assert.EndsWith(Convert.ToHexStringLower(extra), signed.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_the_prepared_one_gives_nothing()
    {
        var prepared = await PrepareAsync(Payment(Own, Other).ToJsonString(), new RosettaServer(), Own);

        Assert.Throws<RefusedException>(() => Chain.Sign(prepared, [Other]));
    }

    [Fact]
    public void A_withdrawal_takes_its_keys_of_signatures_alone()
    {
        var id = SignatureId.Parse("faac048f-06e2-4db2-a9fe-b800fa0562a4");
        var signer = SignatureId.Parse("e71e7d5e-df1b-40c2-a278-40773da5e54d");
        var pending = Pending("[]") with { Hashes = [id], Signatures = [new IndexedSigner(signer, 5)], Index = 1 };

        Assert.Equal([id, signer], Chain.SelectKeys(pending).Select(request => request.Id));
        Assert.Equal([new KeyRequest(signer, 5, MayBeMissing: false)], Chain.SelectKeys(pending with { WithdrawalId = "1" }));
    }

    private static List<(byte[] PublicKey, byte[] Signature)> Witnesses(SignedTransaction signed, bool isTagged)
    {
        var envelope = new CborReader(Convert.FromHexString(signed.Payload));
        envelope.ReadArray(2);
        var reader = new CborReader(Convert.FromHexString(envelope.ReadText()));
        reader.ReadArray(4);
        reader.ReadItem();
        Assert.Equal(1, reader.ReadMap());
        Assert.Equal(0UL, reader.ReadUnsigned());
        Assert.Equal(isTagged, reader.TryReadTag(258));
        var witnesses = new List<(byte[], byte[])>();
        for (var left = reader.ReadArray(); left > 0; left--)
        {
            reader.ReadArray(2);
            witnesses.Add((reader.ReadBytes(32).ToArray(), reader.ReadBytes(64).ToArray()));
        }

        Assert.Equal([0xF5], reader.ReadItem().ToArray());
        Assert.Equal([0xF6], reader.ReadItem().ToArray());
        reader.End();
        return witnesses;
    }

    private static (string Address, string Amount, bool IsOwn) Words(Payment payment) => (payment.Address, payment.Amount.ToString(), payment.IsOwn);
}
