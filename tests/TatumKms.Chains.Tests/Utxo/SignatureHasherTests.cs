using System.Text.Json;
using TatumKms.Chains.Utxo.Signing;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests.Utxo;

public sealed class SignatureHasherTests
{
    private const byte CodeSeparator = 0xAB;

    public static TheoryData<string> Bip143Cases => [.. Bip143().Select(example => example.GetProperty("name").GetString()!)];

    [Fact]
    public void Legacy_of_the_500_random_transactions_gives_the_digests_of_Bitcoin_Core()
    {
        var wrong = new List<string>();
        foreach (var vector in VectorFile.Load("standards", "nbitcoin-sighash.json").EnumerateArray().Skip(1))
        {
            var transaction = Raw(vector[0].GetString()!);
            var script = WithoutCodeSeparators(Convert.FromHexString(vector[1].GetString()!));
            var type = unchecked((uint)vector[3].GetInt32());
            var digest = new SignatureHasher(transaction).Legacy(vector[2].GetInt32(), script, type);
            Array.Reverse(digest);
            if (Convert.ToHexStringLower(digest) != vector[4].GetString())
            {
                wrong.Add($"{vector[4].GetString()} (type {type:x})");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Bip143Cases))]
    public void SegwitV0_gives_the_digests_of_BIP_143(string name)
    {
        var example = Bip143().First(e => e.GetProperty("name").GetString() == name);
        var hasher = new SignatureHasher(Raw(example.GetProperty("unsigned").GetString()!));

        var digest = hasher.SegwitV0(
            example.GetProperty("index").GetInt32(),
            Convert.FromHexString(example.GetProperty("scriptCode").GetString()!),
            example.GetProperty("value").GetInt64(),
            example.GetProperty("type").GetUInt32());

        Assert.Equal(example.GetProperty("sigHash").GetString(), Convert.ToHexStringLower(digest));
        if (example.TryGetProperty("privateKey", out var key))
        {
            var signature = TestChains.Secp256k1.SignEcdsa(Convert.FromHexString(key.GetString()!), digest);
            Assert.Equal(example.GetProperty("signature").GetString(), Convert.ToHexStringLower(EcdsaDer.Encode(signature.Compact)));
        }
    }

    [Fact]
    public void TaprootKeyPath_gives_the_digests_and_signatures_of_BIP_341()
    {
        var vector = VectorFile.Load("standards", "bip-0341-wallet-test-vectors.json").GetProperty("keyPathSpending")[0];
        var given = vector.GetProperty("given");
        var spent = given.GetProperty("utxosSpent").EnumerateArray()
            .Select(utxo => new UtxoOutput(utxo.GetProperty("amountSats").GetInt64(), Convert.FromHexString(utxo.GetProperty("scriptPubKey").GetString()!)))
            .ToArray();
        var hasher = new SignatureHasher(Raw(given.GetProperty("rawUnsignedTx").GetString()!, spent));
        foreach (var spending in vector.GetProperty("inputSpending").EnumerateArray())
        {
            var input = spending.GetProperty("given");
            var type = input.GetProperty("hashType").GetByte();
            var digest = hasher.TaprootKeyPath(input.GetProperty("txinIndex").GetInt32(), type);
            Assert.Equal(spending.GetProperty("intermediary").GetProperty("sigHash").GetString(), Convert.ToHexStringLower(digest));

            var key = Convert.FromHexString(input.GetProperty("internalPrivkey").GetString()!);
            TaprootKey.TweakPrivateKey(TestChains.Secp256k1, key, TestChains.Secp256k1.GetPublicKey(key, compressed: true), MerkleRoot(input));
            var signature = Convert.ToHexStringLower(TestChains.Secp256k1.SignSchnorr(key, digest, new byte[32]));
            Assert.Equal(spending.GetProperty("expected").GetProperty("witness")[0].GetString(), type == 0 ? signature : $"{signature}{type:x2}");
        }
    }

    [Fact]
    public void OutputKey_gives_the_scripts_of_BIP_341()
    {
        foreach (var vector in VectorFile.Load("standards", "bip-0341-wallet-test-vectors.json").GetProperty("scriptPubKey").EnumerateArray())
        {
            byte[] key = [0x02, .. Convert.FromHexString(vector.GetProperty("given").GetProperty("internalPubkey").GetString()!)];

            var output = TaprootKey.OutputKey(TestChains.Secp256k1, key, MerkleRoot(vector.GetProperty("intermediary")));

            Assert.Equal(vector.GetProperty("expected").GetProperty("scriptPubKey").GetString(), $"5120{Convert.ToHexStringLower(output)}");
        }
    }

    private static UtxoTransaction Raw(string hex, UtxoOutput[]? spent = null) => WireReader.Read(Convert.FromHexString(hex), i => spent?[i]);

    private static byte[] MerkleRoot(JsonElement owner) =>
        owner.GetProperty("merkleRoot").GetString() is { } root ? Convert.FromHexString(root) : [];

    private static JsonElement[] Bip143() => [.. VectorFile.Load("standards", "bip-0143.json").EnumerateArray()];

    // The scripts are random bytes; separators count only where they are operations, not data.
    private static byte[] WithoutCodeSeparators(byte[] script)
    {
        var kept = new List<byte>();
        for (var i = 0; i < script.Length;)
        {
            var length = script[i] switch
            {
                <= 75 => 1 + script[i],
                0x4C when i + 1 < script.Length => 2 + script[i + 1],
                0x4D when i + 2 < script.Length => 3 + (script[i + 1] | (script[i + 2] << 8)),
                0x4E => script.Length,
                _ => 1,
            };
            var end = Math.Min(script.Length, i + length);
            if (script[i] != CodeSeparator)
            {
                kept.AddRange(script[i..end]);
            }

            i = end;
        }

        return [.. kept];
    }
}
