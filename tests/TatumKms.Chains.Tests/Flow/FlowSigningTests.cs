using System.Text;
using TatumKms.Chains.Flow;
using TatumKms.Chains.Rlp;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Tests.Flow;

public sealed class FlowSigningTests
{
    [Fact]
    public async Task Random_transactions_read_back_as_they_were_made_and_their_signatures_verify()
    {
        var random = new Random(11);
        for (var i = 0; i < 100; i++)
        {
            var world = new FlowWorld { SequenceNumber = (ulong)random.NextInt64(), FinalHeight = (ulong)random.NextInt64() };
            world.Payer["keyId"] = random.Next();
            world.Payer["address"] = $"0x{random.NextInt64():x16}";
            var script = "transaction { } // " + string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => (char)random.Next(0x20, 0x3000)));
            using var key = world.Key();

            var fresh = await world.FreshenAsync(FlowWorld.Serialized(script, $$"""[{"type":"Int","value":"{{random.NextInt64()}}"}]"""));
            var signed = world.Chain.Sign(fresh, [key]);

            var (transaction, signatures) = FlowJson.Load(signed.Payload);
            var payload = RlpItem.Parse(FlowWire.PayloadMessage(transaction).AsMemory(32)).Items;
            Assert.Equal(script, Encoding.UTF8.GetString(payload[0].Bytes.Span));
            Assert.Equal(FlowWorld.BlockId, Convert.ToHexStringLower(payload[2].Bytes.Span));
            Assert.Equal((world.SequenceNumber, (ulong)world.Payer["keyId"]!.GetValue<int>()), ((ulong)payload[6].ToNumber(), transaction.Payer.Index));
            Assert.Equal(world.FinalHeight, transaction.Reference.Height);
            Assert.True(TestChains.Secp256k1.VerifyEcdsa([4, .. key.PublicKey.Span], Sha3.Hash256(FlowWire.PayloadMessage(transaction)), signatures[^1].Value));
            Assert.Equal(FlowJson.Save(transaction, signatures), signed.Payload);
            Assert.Equal(Convert.ToHexStringLower(Sha3.Hash256(FlowWire.PayloadMessage(transaction).AsSpan(32))), signed.TransactionId);
        }
    }

    [Fact]
    public async Task A_key_that_does_not_belong_to_the_public_key_signs_nothing()
    {
        var world = new FlowWorld();
        using var right = world.Key();
        using var other = SecretBytes.FromUtf8("1");
        using var mixed = new SigningKey(other.Copy(), right.PublicKey);
        var fresh = await world.FreshenAsync();

        Assert.Contains("does not verify", Assert.Throws<RefusedException>(() => world.Chain.Sign(fresh, [mixed])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_names_the_account_the_imports_the_arguments_and_the_rights()
    {
        var world = new FlowWorld();
        const string Script = "import FungibleToken from 0xf233dcee88fe0abe\nimport \"FlowToken\"\ntransaction(a: UFix64) { prepare(s: auth(Storage, AddKey) &Account) {} }";

        var notes = (await world.PrepareAsync(FlowWorld.Serialized(Script, """[{"type":"UFix64","value":"1.5"}]"""))).Description.Notes;

        Assert.Contains(notes, note => note.Contains($"account {FlowWorld.Account}", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("What it does is not known here", StringComparison.Ordinal));
        Assert.Contains("Import: \"import FungibleToken from 0xf233dcee88fe0abe\"", notes);
        Assert.Contains("Import: \"import \\\"FlowToken\\\"\"", notes);
        Assert.Contains("Argument 0: UFix64 1.50000000", notes);
        Assert.Contains(notes, note => note.Contains("hand the account over for good", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("take out tokens", StringComparison.Ordinal));
        Assert.DoesNotContain(notes, note => note.Contains("deploy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_of_a_stranger_cannot_write_lines_into_the_description()
    {
        var world = new FlowWorld();

        var prepared = await world.PrepareAsync(FlowWorld.Serialized("transaction {}\nimport \u202e\u001b[2J", """[{"type":"String","value":"a\nb\u202e"}]"""));

        Assert.All(prepared.Description.Notes, note => Assert.All(note, character => Assert.InRange(character, ' ', '~')));
    }
}
