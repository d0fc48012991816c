using System.Text.Json.Nodes;
using TatumKms.Core;
using static TatumKms.Chains.Tests.Bnb.BnbBuilder;

namespace TatumKms.Chains.Tests.Bnb;

public sealed class BnbRefusalTests
{
    public static TheoryData<string, string> Changes => new()
    {
        { "{\"msg\":{},\"signMsg\":{},\"memo\":\"\",\"source\":\"1\"}", "not known" },
        { "{\"msg\":{},\"msg\":{}}", "twice" },
        { "{\"signMsg\":{},\"memo\":\"\"}", "'msg'" },
        { "[]", "must be an object" },
        { "{\"memo\":\"\\ud800\"}", "'msg'" },
        { "{\"\\ud800\":1}", "" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_is_no_transfer_is_refused_in_words(string serialized, string words)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => SignAsync(Vector("transfer"), serialized));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Another_receiver_in_what_is_signed_is_refused() =>
        RefusedAsync("differ in their outputs", t => t["signMsg"]!["outputs"]![0]!["address"] = t["signMsg"]!["inputs"]![0]!["address"]!.DeepClone());

    [Fact]
    public Task Another_amount_in_what_is_encoded_is_refused() =>
        RefusedAsync("differ in their outputs", t => Coin(t, "msg", "outputs")["amount"] = 1);

    [Fact]
    public Task Outputs_below_the_inputs_are_refused() => RefusedAsync("not the same, coin by coin", t =>
    {
        Coin(t, "msg", "outputs")["amount"] = 1;
        Coin(t, "signMsg", "outputs")["amount"] = 1;
    });

    [Fact]
    public Task Outputs_of_another_coin_are_refused() => RefusedAsync("not the same, coin by coin", t =>
    {
        Coin(t, "msg", "outputs")["denom"] = "BUSD-BD1";
        Coin(t, "signMsg", "outputs")["denom"] = "BUSD-BD1";
    });

    [Fact]
    public Task An_amount_of_zero_is_refused() => RefusedAsync("above 0", t => Coin(t, "msg", "inputs")["amount"] = 0);

    [Fact]
    public Task An_amount_as_text_is_refused() => RefusedAsync("whole number", t => Coin(t, "msg", "inputs")["amount"] = "1");

    [Fact]
    public Task A_coin_that_could_break_out_of_the_signed_text_is_refused() => RefusedAsync("symbol", t => Coin(t, "msg", "inputs")["denom"] = "BNB\",\"x\":\"");

    [Fact]
    public Task A_coin_that_stands_there_twice_is_refused() => RefusedAsync("twice", t => t["msg"]!["inputs"]![0]!["coins"]!.AsArray().Add(Coin(t, "msg", "inputs").DeepClone()));

    [Fact]
    public Task An_address_of_19_bytes_is_refused() => RefusedAsync("20 bytes", t => t["msg"]!["inputs"]![0]!["address"]!["data"]!.AsArray().RemoveAt(0));

    [Fact]
    public Task Another_kind_of_message_is_refused() => RefusedAsync("no transfer", t => t["msg"]!["aminoPrefix"] = "CE6DC043");

    [Fact]
    public Task A_memo_that_is_no_text_is_refused() => RefusedAsync("must be text", t => t["memo"] = 1);

    [Fact]
    public async Task A_transfer_from_somebody_elses_address_is_refused()
    {
        var (own, other) = (Vector("transfer"), Vector("transfer-memo"));
        var mixed = With(own, "pending.serializedTransaction", other.GetProperty("pending").GetProperty("serializedTransaction").GetString()!);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => VectorSigner.SignAsync(Chain, mixed, TestContext.Current.CancellationToken));

        Assert.Contains("but the key's address is", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_does_not_belong_to_the_public_key_signs_nothing()
    {
        var (prepared, _) = await SignAsync(Vector("transfer"), _ => { });
        using var entry = Chain.GenerateWallet(Network.Mainnet);
        using var key = new SigningKey(Chain.DerivePrivateKey(entry, 0), TestChains.Secp256k1.GetPublicKey([.. new byte[31], 1], compressed: true));

        Assert.Contains("does not verify", Assert.Throws<RefusedException>(() => Chain.Sign(prepared, [key])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_transaction_it_is_signed_or_refused()
    {
        var vector = Vector("multi-send");
        var text = vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!;
        foreach (var mutation in Mutations.Of(text, seed: 1, count: 3000))
        {
            try
            {
                await SignAsync(vector, mutation);
            }
            catch (RefusedException)
            {
                // That is the one way to say no.
            }
        }
    }

    private static JsonObject Coin(JsonNode transaction, string message, string side) => transaction[message]![side]![0]!["coins"]![0]!.AsObject();

    private static async Task RefusedAsync(string words, Action<JsonNode> change)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => SignAsync(Vector("transfer"), change));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }
}
