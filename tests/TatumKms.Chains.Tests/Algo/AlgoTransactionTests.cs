using System.Text.Json.Nodes;
using TatumKms.Chains.Algo;
using TatumKms.Chains.Algo.MessagePack;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using static TatumKms.Chains.Tests.Algo.AlgoBuilder;

namespace TatumKms.Chains.Tests.Algo;

/// <summary>What the original drops is signed, and what cannot be signed whole is refused.</summary>
public sealed class AlgoTransactionTests
{
    private static readonly SigningKey Own = Key(1), Other = Key(2);

    [Theory]
    [InlineData("lease", "lx")]
    [InlineData("group", "grp")]
    public async Task Bytes_that_the_original_drops_are_signed(string member, string field)
    {
        var payment = Payment(Own);
        byte[] bytes = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        payment[member] = Indexed(bytes);

        Assert.Equal(bytes, Read(await SignAsync(payment, Own)).BytesOf(field));
    }

    [Theory]
    [InlineData("pay", "reKeyTo", "rekey")]
    [InlineData("pay", "closeRemainderTo", "close")]
    [InlineData("axfer", "closeRemainderTo", "aclose")]
    [InlineData("axfer", "assetRevocationTarget", "asnd")]
    public async Task An_address_that_the_original_drops_is_signed(string type, string member, string field)
    {
        var transaction = type == "pay" ? Payment(Own) : Transfer(Own);
        transaction[member] = Address(Other);

        Assert.Equal(Other.PublicKey.ToArray(), Read(await SignAsync(transaction, Own)).BytesOf(field));
    }

    [Fact]
    public async Task All_roles_of_an_asset_are_signed()
    {
        var creation = Transaction("acfg", Own);
        creation["assetTotal"] = 1000;
        string[] roles = ["assetManager", "assetReserve", "assetFreeze", "assetClawback"];
        foreach (var (i, role) in roles.Index())
        {
            creation[role] = Address(Key((byte)(10 + i)));
        }

        var parameters = Read(await SignAsync(creation, Own)).MapOf("apar");

        Assert.Equal(["c", "f", "m", "r", "t"], parameters.Members.Select(member => member.Key));
        Assert.Equal(Key(13).PublicKey.ToArray(), parameters.BytesOf("c"));
    }

    [Fact]
    public async Task The_fee_is_signed_as_it_was_delivered_whatever_the_flag_says()
    {
        var payment = Payment(Own);
        payment["flatFee"] = false;

        Assert.Equal(1000UL, Read(await SignAsync(payment, Own)).NumberOf("fee"));
    }

    [Fact]
    public async Task A_signature_with_the_key_of_another_account_names_the_key()
    {
        var signed = PackedReader.Read(Convert.FromHexString((await SignAsync(Payment(Own), Other)).Payload));

        Assert.Equal(["sgnr", "sig", "txn"], signed.Members.Select(member => member.Key));
        Assert.Equal(Other.PublicKey.ToArray(), signed.BytesOf("sgnr"));
    }

    [Fact]
    public async Task The_signature_is_of_the_bytes_that_are_sent()
    {
        var signed = PackedReader.Read(Convert.FromHexString((await SignAsync(Payment(Own), Own)).Payload));

        var message = "TX"u8.ToArray().Concat(PackedWriter.Write(signed.MapOf("txn"))).ToArray();
        Assert.True(Ed25519.Verify(Own.PublicKey.Span, message, signed.BytesOf("sig")));
    }

    [Fact]
    public async Task A_key_that_is_not_the_prepared_one_gives_nothing()
    {
        var prepared = await PrepareAsync(Payment(Own).ToJsonString(), Own);

        Assert.Throws<RefusedException>(() => Chain.Sign(prepared, [Other]));
    }

    [Fact]
    public async Task A_fee_above_the_limit_is_refused()
    {
        var payment = Payment(Own);
        payment["fee"] = 1_000_001;

        Assert.Equal("The fee of 1000001 microAlgos is above the limit of 1000000.", await RefusalAsync(payment, Own));
    }

    [Fact]
    public async Task The_owner_may_set_another_limit()
    {
        var payment = Payment(Own);
        payment["fee"] = 1_000_001;

        await new AlgoChain(2_000_000).PrepareAsync(
            Pending(payment.ToJsonString()), Network.Testnet, [Own.PublicKey], null!, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_transaction_of_another_network_is_refused() =>
        Assert.Equal("The transaction is for testnet-v1.0, but this KMS signs for the main network.", await RefusalAsync(Payment(Own), Own, Network.Mainnet));

    [Theory]
    [InlineData("mainnet-v1.0")]
    [InlineData("sandnet-v1")]
    public async Task A_genesis_id_that_does_not_fit_the_hash_is_refused(string id)
    {
        var payment = Payment(Own);
        payment["genesisID"] = id;

        Assert.Contains("not of the same network", await RefusalAsync(payment, Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_genesis_id_with_an_unknown_hash_is_refused()
    {
        var payment = Payment(Own);
        payment["genesisHash"] = Buffer([.. Enumerable.Repeat((byte)7, 32)]);

        Assert.Contains("not of the same network", await RefusalAsync(payment, Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_network_is_signed_for_and_named()
    {
        var payment = Payment(Own);
        payment["genesisHash"] = Buffer([.. Enumerable.Repeat((byte)7, 32)]);
        payment["genesisID"] = "sandnet-v1";

        Assert.Contains("For a network that is not one of the public ones.", (await DescribeAsync(payment, Own)).Notes);
    }

    [Fact]
    public async Task A_box_is_named_by_the_place_of_its_application()
    {
        var call = Transaction("appl", Own);
        (call["appIndex"], call["appOnComplete"], call["appForeignApps"]) = (5, 0, new JsonArray(8, 9));
        call["boxes"] = new JsonArray(new JsonObject { ["appIndex"] = 9, ["name"] = Indexed([1]) }, new JsonObject { ["appIndex"] = 5, ["name"] = Indexed([2]) });

        var boxes = Read(await SignAsync(call, Own)).ItemsOf("apbx").Cast<Packed.Map>();

        Assert.Equal([(2UL, (byte)1), (0UL, (byte)2)], boxes.Select(box => (box.NumberOf("i"), box.BytesOf("n")[0])));
    }

    [Theory]
    [InlineData("stpf")]
    [InlineData("hb")]
    [InlineData("")]
    [InlineData("PAY")]
    public async Task A_type_that_is_unknown_or_only_for_nodes_is_refused(string type) =>
        Assert.Contains("'type' is none of those that are signed", await RefusalAsync(Transaction(type, Own), Own), StringComparison.Ordinal);

    [Theory]
    [InlineData("to", "{}")]
    [InlineData("to", "null")]
    [InlineData("to", "\"DOVCWRCXNSTQV4BNDTT2RNKJDMR5J3VIFJ62UVCORV7UGSRHFBU66DOGEA\"")] // a wrong checksum
    [InlineData("to", "\"\\ud800\"")]
    [InlineData("to", "{\"publicKey\":{\"0\":1},\"checksum\":{}}")]
    [InlineData("amount", "-1")]
    [InlineData("amount", "1.5")]
    [InlineData("amount", "1e3")]
    [InlineData("amount", "\"1\"")]
    [InlineData("amount", "null")]
    [InlineData("amount", "9007199254740992")] // 2^53: may be a rounded number
    [InlineData("amount", "18446744073709552000")]
    [InlineData("fee", "null")]
    [InlineData("lastRound", "99")]
    [InlineData("note", "[1]")]
    [InlineData("note", "{\"1\":1}")] // not from 0 on
    [InlineData("note", "{\"0\":1,\"2\":1}")]
    [InlineData("note", "{\"00\":1}")]
    [InlineData("note", "{\"0\":256}")]
    [InlineData("note", "{\"0\":-1}")]
    [InlineData("note", "{\"0\":\"1\"}")]
    [InlineData("note", "{\"type\":\"Buffer\",\"data\":[300]}")]
    [InlineData("note", "{\"type\":\"Buffer\",\"data\":[1],\"more\":1}")]
    [InlineData("note", "{\"type\":\"\\ud800\",\"data\":[1]}")]
    [InlineData("lease", "{\"0\":1}")]
    [InlineData("genesisHash", "{}")]
    [InlineData("genesisHash", "{\"0\":1}")]
    [InlineData("genesisHash", "\"AAAA\"")]
    [InlineData("genesisHash", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"")]
    [InlineData("genesisHash", "null")]
    [InlineData("genesisID", "1")]
    [InlineData("name", "\"LogicSig\"")]
    [InlineData("name", "\"\\ud800\"")]
    [InlineData("tag", "{\"0\":84,\"1\":89}")]
    [InlineData("flatFee", "1")]
    [InlineData("appArgs", "[{\"0\":1}]")] // of another type
    [InlineData("assetIndex", "7")]
    [InlineData("stateProof", "{}")]
    [InlineData("constructor", "null")]
    public async Task A_member_that_is_malformed_or_of_no_known_meaning_is_refused(string member, string json)
    {
        var payment = Payment(Own);
        payment.Remove(member);
        var text = $"{payment.ToJsonString()[..^1]},\"{member}\":{json}}}";

        await Assert.ThrowsAsync<RefusedException>(() => PrepareAsync(text, Own));
    }

    [Theory]
    [InlineData("reKeyTo")]
    [InlineData("closeRemainderTo")]
    [InlineData("from")]
    public async Task The_zero_address_is_refused_where_leaving_it_out_would_change_the_transaction(string member)
    {
        var payment = Payment(Own);
        payment[member] = Address(new byte[32]);

        Assert.Contains("zero address", await RefusalAsync(payment, Own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_of_no_asset_is_refused()
    {
        var transfer = Transfer(Own);
        transfer["assetIndex"] = 0;

        Assert.Equal("The transaction names no asset.", await RefusalAsync(transfer, Own));
    }

    [Fact]
    public async Task A_clawback_that_closes_an_account_is_refused()
    {
        var transfer = Transfer(Own);
        (transfer["assetRevocationTarget"], transfer["closeRemainderTo"]) = (Address(Other), Address(Other));

        Assert.Equal("A clawback cannot close an account.", await RefusalAsync(transfer, Own));
    }

    [Fact]
    public async Task A_box_of_an_application_that_is_not_named_is_refused()
    {
        var call = Transaction("appl", Own);
        (call["appIndex"], call["appOnComplete"]) = (5, 0);
        call["boxes"] = new JsonArray(new JsonObject { ["appIndex"] = 9, ["name"] = Indexed([1]) });

        Assert.Contains("neither called nor among the foreign ones", await RefusalAsync(call, Own), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"type\":\"pay\",\"type\":\"pay\"}")]
    [InlineData("{\"\\ud800\":1}")]
    public async Task Text_that_is_no_transaction_is_refused(string text) =>
        await Assert.ThrowsAsync<RefusedException>(() => PrepareAsync(text, Own));

    [Fact]
    public async Task A_transaction_of_another_chain_is_refused() =>
        await Assert.ThrowsAsync<RefusedException>(() => Chain.PrepareAsync(
            Pending(Payment(Own).ToJsonString(), "XLM"), Network.Testnet, [Own.PublicKey], null!, TestContext.Current.CancellationToken));
}
