using System.Text.Json.Nodes;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Signing;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Tests.Utxo;

/// <summary>Transactions whose inputs are signed on all cores: nobody may be able to tell.</summary>
public sealed class ManyInputsTests
{
    private const int Many = 40;

    public static TheoryData<int> Counts => [7, 8, Many];

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task Every_input_has_the_signature_that_it_gets_when_it_is_signed_alone(int count)
    {
        var keys = Keys(count);
        var (signed, prepared) = await UtxoBuilder.SignAsync(Transaction(keys, i => i % 4), keys);
        var signer = new InputSigner(TestChains.Secp256k1);

        var alone = prepared.Plans.Cast<InputPlan.SingleKey>()
            .Select((plan, i) => signer.Sign(prepared.Transaction.Inputs[i], i, plan, new SignatureHasher(prepared.Transaction), Bytes(i)));

        Assert.Equal(alone.Select(Text), SignedInputs.Read(signed.Payload).Select(input => Text(new InputSignature(input.ScriptSig, input.Witness))));
    }

    [Fact]
    public async Task Signing_again_gives_the_same_bytes()
    {
        var keys = Keys(Many);
        var transaction = Transaction(keys, i => i % 4);
        var (first, _) = await UtxoBuilder.SignAsync(transaction, keys);

        for (var i = 0; i < 20; i++)
        {
            var (again, _) = await UtxoBuilder.SignAsync(transaction, keys);
            Assert.Equal(first, again);
        }
    }

    [Fact]
    public async Task Many_inputs_of_one_key_are_signed_with_it()
    {
        var key = UtxoBuilder.Key(1);
        var keys = Enumerable.Repeat(key, Many).ToArray();
        var (signed, _) = await UtxoBuilder.SignAsync(Transaction(keys, _ => 0), key);

        Assert.All(SignedInputs.Read(signed.Payload), input => Assert.Equal(key.PublicKey.ToArray(), input.Witness[1]));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public async Task The_refusal_is_that_of_the_first_input_that_fails_whatever_its_form(int first)
    {
        var keys = Keys(Many);
        var prepared = await PrepareAsync(keys);
        SigningKey[] mixed = [.. keys.Select((key, i) => i == first || i is 16 or 17 or 39 ? UtxoBuilder.Key((byte)(100 + i)) : key)];

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal($"The signature of input {first} does not verify with its public key; it was thrown away.", Refusal(prepared, mixed));
        }
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_is_said_of_the_input_before_those_that_do_not_verify()
    {
        var keys = Keys(Many);
        var prepared = await PrepareAsync(keys);
        SigningKey[] mixed =
        [
            .. keys.Select((key, i) => i == 9 ? new SigningKey(SecretBytes.FromUtf8("no key"), key.PublicKey) : i > 9 ? UtxoBuilder.Key((byte)(100 + i)) : key),
        ];

        Assert.StartsWith("The private key is not in wallet import format", Refusal(prepared, mixed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_threads_have_read_at_once_are_gone_when_they_are_disposed()
    {
        var keys = Keys(Many);
        var parsed = new ParsedKeys(new Chains.Utxo.UtxoKeys(Chains.Utxo.UtxoCoins.All[0], TestChains.Secp256k1), Network.Testnet, keys);
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(() => Assert.Equal(Bytes(i), parsed[i].ToArray()), TestContext.Current.CancellationToken)));

        parsed.Dispose();

        Assert.All(Enumerable.Range(0, Many), i => Assert.Throws<ObjectDisposedException>(() => parsed[i].Length));
    }

    [Fact]
    public async Task Threads_that_share_a_hasher_get_the_digests_that_one_gets()
    {
        var (_, prepared) = await UtxoBuilder.SignAsync(Transaction(Keys(Many), i => i % 4), Keys(Many));
        var expected = Enumerable.Range(0, Many).Select(i => Digests(new SignatureHasher(prepared.Transaction), i)).ToArray();

        var shared = new SignatureHasher(prepared.Transaction);
        var together = new string[Many];
        Parallel.For(0, Many, i => together[i] = Digests(shared, i));

        Assert.Equal(expected, together);
    }

    private static string Digests(SignatureHasher hasher, int index) => string.Join(' ', ((byte[][])
    [
        hasher.Legacy(index, [Opcode.CheckSig], (byte)SigHashType.All),
        hasher.SegwitV0(index, [Opcode.CheckSig], 1000, (byte)SigHashType.All),
        hasher.TaprootKeyPath(index, (byte)SigHashType.Default),
    ]).Select(Convert.ToHexStringLower));

    private static SigningKey[] Keys(int count) => [.. Enumerable.Range(0, count).Select(i => UtxoBuilder.Key((byte)(i + 1)))];

    private static byte[] Bytes(int key) => [.. new byte[31], (byte)(key + 1)];

    private static string Text(InputSignature signature) =>
        $"{Convert.ToHexStringLower(signature.ScriptSig)} {string.Join(' ', signature.Witness.Select(Convert.ToHexStringLower))}";

    /// <summary>Spends an output of each key, of a form: P2WPKH, P2PKH, P2WPKH within P2SH, P2TR.</summary>
    private static JsonObject Transaction(SigningKey[] keys, Func<int, int> form) => UtxoBuilder.Transaction(
        keys.Select((key, i) => UtxoBuilder.Input(Script(key.PublicKey.Span, form(i)), 100_000, i)),
        [UtxoBuilder.Output(Script(keys[0].PublicKey.Span, 0), 90_000L * keys.Length)]);

    private static byte[] Script(ReadOnlySpan<byte> publicKey, int form) => form switch
    {
        0 => OutputScript.WitnessPubKeyHash(Hash160.HashData(publicKey)),
        1 => OutputScript.PubKeyHash(Hash160.HashData(publicKey)),
        2 => [Opcode.Hash160, 20, .. Hash160.HashData(OutputScript.WitnessPubKeyHash(Hash160.HashData(publicKey))), Opcode.Equal],
        _ => [Opcode.One, 32, .. TaprootKey.OutputKey(TestChains.Secp256k1, publicKey)],
    };

    private static Task<PreparedTransaction> PrepareAsync(SigningKey[] keys) => TestChains.Registry.Get("BTC").PrepareAsync(
        UtxoBuilder.Pending(Transaction(keys, i => i % 4).ToJsonString()),
        Network.Testnet,
        [.. keys.Select(key => key.PublicKey)],
        null!,
        TestContext.Current.CancellationToken);

    private static string Refusal(PreparedTransaction prepared, SigningKey[] keys) =>
        Assert.Throws<RefusedException>(() => TestChains.Registry.Get("BTC").Sign(prepared, keys)).Message;
}
