using System.Security.Cryptography;
using TatumKms.Chains.Utxo;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Signing;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Tests.Utxo;

/// <summary>
/// Random transactions of 1 to 20 inputs of mixed types: every input is signed, and every signature is valid for another engine
/// than the one that made it. TATUM_KMS_RANDOM_TRANSACTIONS sets how many.
/// </summary>
public sealed class RandomTransactionTests
{
    private static readonly BouncyCastleSecp256k1 SecondEngine = new();
    private static readonly byte[] Somewhere = OutputScript.PubKeyHash(new byte[20]);

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("TATUM_KMS_RANDOM_TRANSACTIONS"), out var count) ? count : 100;

    [Theory]
    [InlineData("BTC")]
    [InlineData("LTC")]
    [InlineData("DOGE")]
    public async Task Every_signature_of_a_random_bitcore_transaction_is_valid_for_the_second_engine(string code)
    {
        var coin = UtxoCoins.All.Single(c => c.Chain.Code == code);
        SingleKeyForm[] forms = coin.HasSegwit
            ? [SingleKeyForm.PubKey, SingleKeyForm.PubKeyHash, SingleKeyForm.WitnessPubKeyHash, SingleKeyForm.NestedWitnessPubKeyHash, SingleKeyForm.Taproot]
            : [SingleKeyForm.PubKey, SingleKeyForm.PubKeyHash];
        for (var round = 0; round < Count; round++)
        {
            var owners = Enumerable.Range(0, RandomNumberGenerator.GetInt32(1, 21))
                .Select(_ => (Form: forms[RandomNumberGenerator.GetInt32(forms.Length)], Key: RandomKey(coin)))
                .ToArray();
            var inputs = owners.Select((owner, i) => UtxoBuilder.Input(ScriptOf(owner.Form, owner.Key), 1_000_000_000, i));
            var fee = coin.HasSegwit ? 10_000 : 100_000L * (26 + (143 * owners.Length) + 34);
            var transaction = UtxoBuilder.Transaction(inputs, [UtxoBuilder.Output(Somewhere, (1_000_000_000L * owners.Length) - fee)]);

            var (prepared, signed) = await SignAsync(coin, transaction.ToJsonString(), [.. owners.Select(owner => owner.Key)]);

            AssertValid(prepared.Transaction, SignedInputs.Read(signed.Payload), owners);
        }
    }

    [Fact]
    public async Task Every_signature_of_a_random_Bitcoin_Cash_transaction_is_valid_for_the_second_engine()
    {
        var coin = UtxoCoins.All.Single(c => c.Form == SerializedForm.BitcoinCash);
        var verifier = new BitcoinCashSchnorr(SecondEngine);
        for (var round = 0; round < Count; round++)
        {
            var keys = Enumerable.Range(0, RandomNumberGenerator.GetInt32(1, 21)).Select(_ => RandomKey(coin)).ToArray();
            var unsigned = new UtxoTransaction(
                2,
                [.. keys.Select((_, i) => new UtxoInput { PreviousTransactionId = RandomNumberGenerator.GetBytes(32), PreviousIndex = (uint)i })],
                [new UtxoOutput((100_000L * keys.Length) - 1_000, Somewhere)],
                0);
            var hex = Convert.ToHexStringLower(TransactionWriter.Write(unsigned, [.. keys.Select(_ => InputSignature.None)]));

            var (prepared, signed) = await SignAsync(coin, $"{hex}:[{string.Join(',', keys.Select(_ => 100_000))}]", keys);

            var hasher = new SignatureHasher(prepared.Transaction);
            var inputs = SignedInputs.Read(signed.Payload);
            for (var i = 0; i < keys.Length; i++)
            {
                Assert.True(ScriptPush.TryReadAll(inputs[i].ScriptSig, out var items));
                var digest = hasher.SegwitV0(i, OutputScript.PubKeyHash(Hash160.HashData(keys[i].PublicKey.Span)), 100_000, 0x41);
                Assert.True(verifier.Verify(items[1], digest, items[0].AsSpan()[..^1]));
                Assert.Equal(0x41, items[0][^1]);
            }
        }
    }

    private static void AssertValid(
        UtxoTransaction transaction, (byte[] ScriptSig, byte[][] Witness)[] signatures, (SingleKeyForm Form, SigningKey Key)[] owners)
    {
        var hasher = new SignatureHasher(transaction);
        for (var i = 0; i < owners.Length; i++)
        {
            var key = owners[i].Key.PublicKey.ToArray();
            var spent = transaction.Inputs[i].Spent!;
            if (owners[i].Form == SingleKeyForm.Taproot)
            {
                Assert.True(SecondEngine.VerifySchnorr(spent.Script.AsSpan(2), hasher.TaprootKeyPath(i, 0), signatures[i].Witness[0]));
                continue;
            }

            Assert.True(ScriptPush.TryReadAll(signatures[i].ScriptSig, out var pushes));
            var segwit = owners[i].Form is SingleKeyForm.WitnessPubKeyHash or SingleKeyForm.NestedWitnessPubKeyHash;
            var signature = segwit ? signatures[i].Witness[0] : pushes[0];
            var digest = segwit
                ? hasher.SegwitV0(i, OutputScript.PubKeyHash(Hash160.HashData(key)), spent.Value, 1)
                : hasher.Legacy(i, spent.Script, 1);
            Assert.True(EcdsaDer.TryDecode(signature.AsSpan()[..^1], out var compact));
            Assert.True(SecondEngine.VerifyEcdsa(key, digest, compact));
        }
    }

    private static async Task<(PreparedUtxoTransaction Prepared, SignedTransaction Signed)> SignAsync(UtxoCoin coin, string serialized, SigningKey[] keys)
    {
        var chain = TestChains.Registry.Get(coin.Chain.Code);
        var prepared = await chain.PrepareAsync(
            UtxoBuilder.Pending(serialized, coin.Chain.Code), Network.Testnet, [.. keys.Select(key => key.PublicKey)], null!, TestContext.Current.CancellationToken);
        return ((PreparedUtxoTransaction)prepared, chain.Sign(prepared, keys));
    }

    private static SigningKey RandomKey(UtxoCoin coin)
    {
        var bytes = RandomNumberGenerator.GetBytes(32);
        return new SigningKey(Wif.Format(coin.Testnet.WifVersion, bytes), TestChains.Secp256k1.GetPublicKey(bytes, compressed: true));
    }

    private static byte[] ScriptOf(SingleKeyForm form, SigningKey key)
    {
        var hash = Hash160.HashData(key.PublicKey.Span);
        return form switch
        {
            SingleKeyForm.PubKey => [33, .. key.PublicKey.Span, Opcode.CheckSig],
            SingleKeyForm.PubKeyHash => OutputScript.PubKeyHash(hash),
            SingleKeyForm.WitnessPubKeyHash => OutputScript.WitnessPubKeyHash(hash),
            SingleKeyForm.NestedWitnessPubKeyHash => [Opcode.Hash160, 20, .. Hash160.HashData(OutputScript.WitnessPubKeyHash(hash)), Opcode.Equal],
            _ => [Opcode.One, 32, .. TaprootKey.OutputKey(TestChains.Secp256k1, key.PublicKey.Span)],
        };
    }
}
