using System.Text.Json.Nodes;
using TatumKms.Chains.Xrp;
using TatumKms.Chains.Xrp.Codec;
using TatumKms.Core;
using static TatumKms.Chains.Tests.Xrp.XrpBuilder;

namespace TatumKms.Chains.Tests.Xrp;

/// <summary>What is signed, and what nobody may sign.</summary>
public sealed class XrpSigningTests
{
    private const string Hash = "1111111111111111111111111111111111111111111111111111111111111111";

    [Fact]
    public async Task The_account_and_its_sequence_are_what_the_transaction_takes()
    {
        using var key = Key();

        Assert.Equal(new AccountSequence(Own, 5), (await PrepareAsync(Payment().ToJsonString(), key)).Sequence);
        Assert.Null((await PrepareAsync(Payment(("Sequence", 0), ("TicketSequence", 7)).ToJsonString(), key)).Sequence);
    }

    [Fact]
    public async Task A_key_that_the_transaction_was_not_prepared_for_is_refused()
    {
        using var key = Key();
        using var other = Key(isEd25519: false);
        var prepared = await PrepareAsync(Payment().ToJsonString(), key);

        Assert.Throws<RefusedException>(() => Chain.Sign(prepared, [other]));
        Assert.Throws<RefusedException>(() => Chain.Sign(prepared, []));
    }

    [Fact]
    public async Task A_transaction_without_a_wallet_is_refused()
    {
        var pending = new PendingTransaction
        {
            Id = "0",
            Chain = Chain.Id,
            Hashes = [],
            SerializedTransaction = Payment().ToJsonString(),
            Raw = default,
        };

        await Assert.ThrowsAsync<RefusedException>(() =>
            Chain.PrepareAsync(pending, Network.Mainnet, [], new VectorNode(XrplFixture.Parse("{}")), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Payment", "2000001", false)]
    [InlineData("Payment", "2000000", true)]
    [InlineData("AccountDelete", "20000000", true)]
    [InlineData("AccountDelete", "20000001", false)]
    public async Task A_fee_above_the_limit_is_refused_and_account_deletions_have_a_higher_one(string type, string fee, bool isSigned)
    {
        var transaction = type == "Payment" ? Payment(("Fee", fee)) : Transaction(type, ("Destination", Somebody), ("Fee", fee));

        if (isSigned)
        {
            Assert.NotEmpty((await SignAsync(transaction)).Payload);
        }
        else
        {
            Assert.Contains("above the limit", await RefusalAsync(transaction), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_limit_of_the_fee_can_be_set() =>
        Assert.Contains("limit of 10 drops", await RefusalAsync(Payment(), new XrpChain(TestChains.Secp256k1, maxFeeDrops: 10)), StringComparison.Ordinal);

    [Fact]
    public async Task Hashes_dates_and_other_members_that_servers_add_are_left_out()
    {
        var decorated = Payment(("hash", Hash), ("date", 5), ("ctid", "C0"), ("ledger_index", 7), ("validated", true), ("SourceTag", null));

        Assert.Equal(await SignAsync(Payment()), await SignAsync(decorated));
    }

    [Fact]
    public async Task Lower_case_hexadecimal_and_long_numbers_mean_the_same()
    {
        var plain = Payment(("InvoiceID", new string('A', 64)), ("Amount", Issued("1.5")), ("SendMax", Issued("0.0000015")));
        var odd = Payment(("InvoiceID", new string('a', 64)), ("Amount", Issued("0150.00e-2")), ("SendMax", Issued("15e-7", "0000000000000000000000005553440000000000")));

        Assert.Equal(await SignAsync(plain), await SignAsync(odd));
    }

    [Theory]
    [InlineData("TransactionType", "\"Foo\"", "a name that the protocol knows")]
    [InlineData("TransactionType", "0", "must be a name")]
    [InlineData("TransactionType", "\"SetFee\"", "no account can send")]
    [InlineData("TransactionType", "null", "has no TransactionType")]
    [InlineData("Nonsense", "1", "'Nonsense' is no field")]
    [InlineData("nonsense", "1", "'nonsense' is no field")]
    [InlineData("Metadata", "{}", "'Metadata' is no field")]
    [InlineData("ObjectEndMarker", "{}", "is no field")]
    [InlineData("TakerPays", "\"1\"", "which has no field 'TakerPays'")]
    [InlineData("Destination", "null", "without 'Destination'")]
    [InlineData("Account", "null", "without 'Account'")]
    [InlineData("Destination", "\"\"", "address of the XRP Ledger")]
    [InlineData("Destination", "\"X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqz\"", "address of the XRP Ledger")]
    [InlineData("SigningPubKey", "{}", "must be hexadecimal")]
    [InlineData("Memos", "[{\"Memo\":{\"TransactionResult\":1}}]", "'Memos[0].Memo.TransactionResult' is no field")]
    [InlineData("TxnSignature", "\"\"", "has signatures")]
    [InlineData("Signers", "[]", "has signatures")]
    [InlineData("Fee", "12", "drops as a string")]
    [InlineData("Fee", "\"-1\"", "drops as a string")]
    [InlineData("Fee", "\"1e2\"", "drops as a string")]
    [InlineData("Fee", "{\"currency\":\"USD\",\"issuer\":\"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B\",\"value\":\"1\"}", "Fee is not in XRP")]
    [InlineData("Flags", "4294967296", "from 0 to 4294967295")]
    [InlineData("Flags", "-1", "from 0 to 4294967295")]
    [InlineData("Flags", "1.5", "from 0 to 4294967295")]
    [InlineData("Flags", "1073741824", "tfInnerBatchTxn")]
    [InlineData("Sequence", "0", "no TicketSequence")]
    [InlineData("TicketSequence", "3", "both a Sequence and a TicketSequence")]
    [InlineData("Memos", "[{}]", "one member")]
    [InlineData("Memos", "[{\"Memo\":{\"MemoData\":\"xyz\"}}]", "'Memos[0].Memo.MemoData' must be hexadecimal")]
    [InlineData("Memos", "[{\"Memo\":{\"MemoData\":null}}]", "must be hexadecimal")]
    [InlineData("Memos", "[{\"Amount\":\"1\"}]", "object that the XRP Ledger knows")]
    [InlineData("InvoiceID", "\"11\"", "64 hexadecimal digits")]
    [InlineData("CredentialIDs", "[\"11\"]", "'CredentialIDs[0]' must be 64 hexadecimal digits")]
    [InlineData("Paths", "[]", "list of paths")]
    [InlineData("Paths", "[[]]", "list of paths")]
    [InlineData("Paths", "[[{}]]", "a step with an account")]
    [InlineData("Paths", "[[{\"currency\":\"USD\",\"type\":1}]]", "true to the step")]
    [InlineData("Paths", "[[{\"currency\":\"USD\",\"mpt_issuance_id\":\"11\"}]]", "true to the step")]
    [InlineData("Amount", "{\"currency\":\"USD\",\"issuer\":\"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B\"}", "drops as a string")]
    [InlineData("Amount", "{\"currency\":\"US\",\"issuer\":\"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B\",\"value\":\"1\"}", "three characters")]
    [InlineData("Amount", "{\"currency\":\"0000000000000000000000005852500000000000\",\"issuer\":\"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B\",\"value\":\"1\"}", "pose as XRP")]
    [InlineData("Amount", "{\"currency\":\"USD\",\"issuer\":\"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B\",\"value\":\"1e97\"}", "9999999999999999e80")]
    [InlineData("Amount", "{\"currency\":\"USD\",\"issuer\":\"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B\",\"value\":\"1e-82\"}", "1e-81")]
    [InlineData("Amount", "\"100000000000000001\"", "drops as a string")]
    public async Task What_is_malformed_or_unknown_is_refused_in_words(string name, string value, string reason) =>
        Assert.Contains(reason, await RefusalAsync(Payment((name, JsonNode.Parse(value)))), StringComparison.Ordinal);

    [Theory]
    [InlineData("not json", "not JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{\"Fee\":\"1\",\"Fee\":\"2\"}", "names a member twice")]
    [InlineData("{\"Fee\":\"\\u0031\"}", "characters that no transaction")]
    [InlineData("{\"Fée\":\"1\"}", "characters that no transaction")]
    public async Task What_is_no_plain_JSON_object_is_refused(string serialized, string reason) =>
        Assert.Contains(reason, await RefusalAsync(serialized), StringComparison.Ordinal);

    [Fact]
    public async Task An_X_address_with_a_tag_beside_a_tag_is_refused()
    {
        var transaction = Payment(("Destination", "X7AcgcsBL6XDcUb289X4mJ8djcdyKaGZMhc9YTE92ehJ2Fu"), ("DestinationTag", 1));

        Assert.Contains("there is a 'DestinationTag', too", await RefusalAsync(transaction), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nesting_deeper_than_a_server_goes_is_refused()
    {
        JsonNode memo = new JsonObject { ["MemoData"] = "00" };
        for (var i = 0; i < 20; i++)
        {
            memo = new JsonObject { ["Memo"] = memo };
        }

        Assert.Contains("nests", await RefusalAsync(Payment(("Memos", new JsonArray(memo)))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fee", "\"12\"")]
    [InlineData("Flags", "0")]
    [InlineData("SigningPubKey", "\"ED\"")]
    [InlineData("TxnSignature", "\"00\"")]
    [InlineData("Sequence", null)]
    public async Task A_transaction_inside_a_batch_must_be_free_marked_and_unsigned(string name, string? value)
    {
        var inner = InnerPayment();
        inner[name] = value is null ? null : JsonNode.Parse(value);
        if (value is null)
        {
            inner.Remove(name);
        }

        Assert.Contains("Inner transaction 1", await RefusalAsync(Batch(new JsonObject { ["RawTransaction"] = inner })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_holds_transactions_alone()
    {
        var batch = Batch(new JsonObject { ["RawTransaction"] = InnerPayment() }, new JsonObject { ["Memo"] = new JsonObject { ["MemoData"] = "00" } });
        var nested = InnerPayment();
        nested["TransactionType"] = "Batch";
        nested.Remove("Amount");
        nested.Remove("Destination");
        nested["RawTransactions"] = new JsonArray();

        Assert.Contains("Inner transaction 2 is a Memo", await RefusalAsync(batch), StringComparison.Ordinal);
        Assert.Contains("is a batch itself", await RefusalAsync(Batch(new JsonObject { ["RawTransaction"] = nested })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_transaction_of_a_batch_is_described()
    {
        var description = await DescribeAsync(Batch(new JsonObject { ["RawTransaction"] = InnerPayment() }));

        Assert.Equal(["1.5 XRP"], description.Payments.Select(payment => payment.Amount.ToString()));
        Assert.Contains("Batch: 1 transactions are carried out together; each is described below.", description.Notes);
    }

    [Fact]
    public void A_difference_between_what_was_given_and_what_was_encoded_is_seen()
    {
        var given = XrplFixture.Parse(Payment(("Amount", Issued("1.5")), ("Memos", JsonNode.Parse("""[{"Memo":{"MemoData":"00"}}]"""))).ToJsonString());
        string[] replacements = ["\"value\":\"1.5\"", "\"value\":\"1.6\"", "USD", "EUR", Somebody, Issuer, "\"00\"", "\"01\"", "\"Sequence\":5", "\"Sequence\":6"];

        var canonical = XrplCodec.Decode(XrplCodec.Encode(given)).GetRawText();

        Assert.True(XrplCodec.Same(given, XrplFixture.Parse(canonical)));
        Assert.All(replacements.Chunk(2), pair =>
        {
            var changed = canonical.Replace(pair[0], pair[1], StringComparison.Ordinal);
            Assert.NotEqual(canonical, changed);
            Assert.False(XrplCodec.Same(given, XrplFixture.Parse(changed)));
        });
    }

    private static JsonObject InnerPayment() => Payment(("Fee", "0"), ("Flags", 0x4000_0000), ("SigningPubKey", ""));

    private static JsonObject Batch(params JsonNode[] inner) => Transaction("Batch", ("Flags", 65536), ("RawTransactions", new JsonArray(inner)));
}
