using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Signing;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;
using static TatumKms.Chains.Tests.Utxo.UtxoBuilder;

namespace TatumKms.Chains.Tests.Utxo;

/// <summary>What the original cannot sign, and what nobody may sign.</summary>
public sealed class UtxoSigningTests
{
    private static readonly byte[] Somewhere = OutputScript.PubKeyHash(new byte[20]);

    [Fact]
    public async Task A_taproot_input_is_signed_with_the_tweaked_key()
    {
        using var key = Key(7);
        var output = TaprootKey.OutputKey(TestChains.Secp256k1, key.PublicKey.Span);

        var (signed, prepared) = await SignAsync(Transaction([Input([Opcode.One, 32, .. output], 50_000)], [Output(Somewhere, 49_000)]), key);

        var witness = Convert.FromHexString(signed.Payload)[^(64 + 4)..^4];
        var digest = new Chains.Utxo.Transactions.SignatureHasher(prepared.Transaction).TaprootKeyPath(0, 0);
        Assert.True(TestChains.Secp256k1.VerifySchnorr(output, digest, witness));
    }

    [Theory]
    [InlineData("ScriptHash")]
    [InlineData("WitnessScriptHash")]
    [InlineData("NestedWitnessScriptHash")]
    public async Task Two_of_three_keys_sign_in_the_order_of_the_script(string formName)
    {
        var form = Enum.Parse<MultisigForm>(formName);
        using var first = Key(1);
        using var second = Key(2);
        using var third = Key(3);
        byte[][] keys = [third.PublicKey.ToArray(), first.PublicKey.ToArray(), second.PublicKey.ToArray()];
        var script = OutputScript.Multisig(2, keys);
        var input = MultisigInput(form, script, keys);

        var (signed, _) = await SignAsync(Transaction([input], [Output(Somewhere, 49_000)]), first, third);

        Assert.Contains(Convert.ToHexStringLower(script), signed.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_multisignature_that_lacks_a_key_is_refused()
    {
        using var first = Key(1);
        using var second = Key(2);
        byte[][] keys = [first.PublicKey.ToArray(), second.PublicKey.ToArray()];
        var input = MultisigInput(MultisigForm.WitnessScriptHash, OutputScript.Multisig(2, keys), keys);

        var reason = await RefusalAsync(Transaction([input], [Output(Somewhere, 49_000)]), first);

        Assert.Equal("Input 0 needs 2 signatures; its signatures and the keys give 1.", reason);
    }

    [Fact]
    public async Task A_multisignature_whose_keys_are_not_those_of_the_script_is_refused()
    {
        using var first = Key(1);
        using var other = Key(9);
        byte[][] keys = [first.PublicKey.ToArray()];
        var input = MultisigInput(MultisigForm.ScriptHash, OutputScript.Multisig(1, [other.PublicKey.ToArray()]), keys);

        Assert.Contains("do not belong", await RefusalAsync(Transaction([input], [Output(Somewhere, 49_000)]), first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_no_key_owns_is_refused()
    {
        using var key = Key(1);

        var reason = await RefusalAsync(Transaction([Input(Somewhere, 50_000)], [Output(Somewhere, 49_000)]), key);

        Assert.Equal("Input 0 cannot be signed: none of the keys owns what it spends.", reason);
    }

    [Fact]
    public async Task A_signature_of_somebody_else_that_is_not_valid_is_refused()
    {
        using var key = Key(1);
        using var other = Key(2);
        var forged = Input(OutputScript.PubKeyHash(Hash160.HashData(other.PublicKey.Span)), 10_000, number: 1);
        forged["script"] = Convert.ToHexStringLower([.. ScriptPush.Of([.. new byte[70], 1]), .. ScriptPush.Of(other.PublicKey.Span)]);
        var own = Input(OutputScript.WitnessPubKeyHash(Hash160.HashData(key.PublicKey.Span)), 50_000);

        var reason = await RefusalAsync(Transaction([own, forged], [Output(Somewhere, 49_000)]), key);

        Assert.Equal("Input 1 cannot be signed: none of the keys owns what it spends.", reason);
    }

    [Fact]
    public async Task Outputs_above_the_inputs_are_refused()
    {
        using var key = Key(1);

        Assert.Contains("exceed the inputs", await RefusalAsync(Own(key, 50_000, 50_001), key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fee_that_is_not_what_is_left_over_is_refused()
    {
        using var key = Key(1);
        var transaction = Own(key, 50_000, 49_000);
        transaction["fee"] = 999;

        Assert.Contains("which is 1000 base units", await RefusalAsync(transaction, key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_that_is_spent_twice_is_refused()
    {
        using var key = Key(1);
        var script = OutputScript.WitnessPubKeyHash(Hash160.HashData(key.PublicKey.Span));

        var reason = await RefusalAsync(Transaction([Input(script, 50_000), Input(script, 50_000)], [Output(Somewhere, 99_000)]), key);

        Assert.Equal("Two inputs spend the same output.", reason);
    }

    [Theory]
    [InlineData("version", "\"2\"")]
    [InlineData("version", "-1")]
    [InlineData("version", "4294967296")]
    [InlineData("nLockTime", "1.5")]
    [InlineData("inputs", "[]")]
    [InlineData("inputs", "{}")]
    [InlineData("inputs", "[null]")]
    [InlineData("outputs", "[]")]
    [InlineData("outputs", "[{\"satoshis\":-1,\"script\":\"\"}]")]
    [InlineData("outputs", "[{\"satoshis\":1e3,\"script\":\"xy\"}]")]
    [InlineData("outputs", "[{\"satoshis\":2100000000000001,\"script\":\"\"}]")]
    [InlineData("changeIndex", "1")]
    [InlineData("changeIndex", "0")]
    [InlineData("hash", "\"00\"")]
    public async Task A_malformed_member_is_refused(string member, string json)
    {
        using var key = Key(1);
        var transaction = Own(key, 50_000, 49_000);
        transaction[member] = JsonNode.Parse(json);

        Assert.NotEmpty(await RefusalAsync(transaction, key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"version\":1,\"version\":2}")]
    public async Task Text_that_is_no_transaction_is_refused(string text)
    {
        var chain = TestChains.Registry.Get("BTC");

        await Assert.ThrowsAsync<RefusedException>(() => chain.PrepareAsync(
            Pending(text), Network.Testnet, [Key(1).PublicKey], null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_description_names_payments_change_and_fee()
    {
        using var key = Key(1);
        var own = OutputScript.WitnessPubKeyHash(Hash160.HashData(key.PublicKey.Span));

        var (_, prepared) = await SignAsync(Transaction([Input(own, 50_000)], [Output(Somewhere, 20_000), Output(own, 29_000)]), key);

        var description = prepared.Description;
        Assert.Equal("0.00001 BTC", description.Fee.ToString());
        Assert.Equal([("mfWxJ45yp2SFn7UciZyNpvDKrzbhyfKrY8", "0.0002 BTC", false), ("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "0.00029 BTC", true)],
            description.Payments.Select(p => (p.Address, p.Amount.ToString(), p.IsOwn)));
        Assert.True(Assert.Single(description.Sources).IsOwn);
    }

    private static JsonObject Own(SigningKey key, long value, long paid) => Transaction(
        [Input(OutputScript.WitnessPubKeyHash(Hash160.HashData(key.PublicKey.Span)), value)], [Output(Somewhere, paid)]);

    private static JsonObject MultisigInput(MultisigForm form, byte[] script, byte[][] keys)
    {
        var program = OutputScript.WitnessScriptHash(SHA256.HashData(script));
        var spent = form switch
        {
            MultisigForm.ScriptHash => ScriptHash(script),
            MultisigForm.WitnessScriptHash => program,
            _ => ScriptHash(program),
        };
        var input = Input(spent, 50_000);
        input["threshold"] = Math.Min(2, keys.Length);
        input["publicKeys"] = new JsonArray([.. keys.Select(key => JsonValue.Create(Convert.ToHexStringLower(key)))]);
        return input;
    }

    private static byte[] ScriptHash(byte[] script) => [Opcode.Hash160, 20, .. Hash160.HashData(script), Opcode.Equal];
}
