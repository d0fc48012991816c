using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TatumKms.Chains.Bnb;
using TatumKms.Core;
using static TatumKms.Chains.Tests.Bnb.BnbBuilder;

namespace TatumKms.Chains.Tests.Bnb;

public sealed class BnbRandomTests
{
    [Fact]
    public async Task Random_transfers_read_back_as_they_were_asked_for_and_their_signatures_verify()
    {
        var random = new Random(7);
        for (var i = 0; i < 100; i++)
        {
            using var entry = Chain.GenerateWallet(Network.Mainnet);
            using var key = Chain.DerivePrivateKey(entry, 0);
            var publicKey = Chain.GetPublicKey(Network.Mainnet, key);
            var transfer = Transfer(random, entry.Address!, publicKey.Span);
            var account = new BnbAccount("Binance-Chain-Tigris", random.NextInt64(1, long.MaxValue), random.NextInt64());
            var vector = Vector("transfer");
            var pending = Pending.Read(With(vector, "pending.serializedTransaction", Json(transfer).ToJsonString()).GetProperty("pending"));

            var prepared = await Chain.PrepareAsync(pending, Network.Mainnet, [publicKey], Node(entry.Address!, account), TestContext.Current.CancellationToken);
            var signed = Chain.Sign(prepared, [new SigningKey(key.Copy(), publicKey)]);

            var fields = Read(Convert.FromHexString(signed.Payload));
            Assert.Equal(Convert.ToHexString(Message(transfer)), Convert.ToHexString(fields.Message));
            Assert.Equal((account.Number, account.Sequence, transfer.Memo), (fields.Number, fields.Sequence, fields.Memo));
            Assert.True(TestChains.Secp256k1.VerifyEcdsa(publicKey.Span, SHA256.HashData(BnbSigningBytes.Of(transfer, account)), fields.Signature));
        }
    }

    private static BnbTransfer Transfer(Random random, string own, ReadOnlySpan<byte> publicKey)
    {
        var amounts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.NextInt64(1, long.MaxValue / 4)).ToArray();
        var address = Cryptography.Hashing.Hash160.HashData(publicKey);
        var receivers = amounts.Select(amount =>
        {
            var bytes = new byte[20];
            random.NextBytes(bytes);
            return new BnbParty(BnbAddress.Format(Network.Mainnet, bytes), bytes, [new BnbCoin("BNB", amount)]);
        });
        var memo = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(0x20, 0x500)));
        return new BnbTransfer([new BnbParty(own, address, [new BnbCoin("BNB", amounts.Sum())])], [.. receivers], memo);
    }

    private static JsonObject Json(BnbTransfer transfer)
    {
        JsonArray Parties(IEnumerable<BnbParty> parties, bool encoded) => [.. parties.Select(party => (JsonNode)new JsonObject
        {
            ["address"] = encoded ? new JsonObject { ["type"] = "Buffer", ["data"] = new JsonArray([.. party.AddressBytes.Select(b => JsonValue.Create(b))]) } : party.Address,
            ["coins"] = new JsonArray([.. party.Coins.Select(coin => new JsonObject { ["denom"] = coin.Denomination, ["amount"] = coin.Amount })]),
        })];
        return new JsonObject
        {
            ["msg"] = new JsonObject { ["inputs"] = Parties(transfer.Inputs, true), ["outputs"] = Parties(transfer.Outputs, true), ["aminoPrefix"] = "2A2C87FA" },
            ["signMsg"] = new JsonObject { ["inputs"] = Parties(transfer.Inputs, false), ["outputs"] = Parties(transfer.Outputs, false) },
            ["memo"] = transfer.Memo,
        };
    }

    private static VectorNode Node(string address, BnbAccount account) => new(With(Vector("transfer"), "network", JsonNode.Parse($$"""
        [
          {"method":"GET","url":"https://dex-european.binance.org/api/v1/node-info","response":{"node_info":{"network":"{{account.ChainId}}"} } },
          {"method":"GET","url":"{TATUM_API_URL}/v3/bnb/account/{{address}}","response":{"account_number":{{account.Number}},"sequence":{{account.Sequence}} } }
        ]
        """)!));

    // A reader of its own for what is on the wire: field numbers and lengths of protocol buffers.
    private static (byte[] Message, byte[] Signature, long Number, long Sequence, string Memo) Read(byte[] bytes)
    {
        var (length, position) = Varint(bytes, 0);
        Assert.Equal((ulong)(bytes.Length - position), length);
        Assert.Equal("F0625DEE", Convert.ToHexString(bytes, position, 4));
        var transaction = Fields(bytes[(position + 4)..]);
        var signature = Fields(transaction[1]);
        long Number(int field) => signature.TryGetValue(field, out var value) ? (long)Varint(value, 0).Value : 0;
        return (transaction[0], signature[1], Number(2), Number(3), transaction.TryGetValue(2, out var memo) ? Encoding.UTF8.GetString(memo) : "");
    }

    private static Dictionary<int, byte[]> Fields(byte[] bytes)
    {
        var fields = new Dictionary<int, byte[]>();
        for (var position = 0; position < bytes.Length;)
        {
            (var key, position) = Varint(bytes, position);
            var start = position;
            (var value, position) = Varint(bytes, position);
            if ((key & 7) == 2)
            {
                (start, position) = (position, position + (int)value);
            }

            fields.Add((int)(key >> 3) - 1, bytes[start..position]);
        }

        return fields;
    }

    private static (ulong Value, int Next) Varint(byte[] bytes, int position)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var part = bytes[position++];
            value |= (ulong)(part & 0x7f) << shift;
            shift += 7;
            if (part < 0x80)
            {
                return (value, position);
            }
        }
    }

    private static byte[] Message(BnbTransfer transfer)
    {
        static byte[] Field(int number, byte[] value) => [(byte)((number << 3) | 2), .. Length(value.Length), .. value];
        static byte[] Length(long value) => value < 0x80 ? [(byte)value] : [(byte)((value & 0x7f) | 0x80), .. Length(value >> 7)];
        static byte[] Party(BnbParty party) =>
            [.. Field(1, party.AddressBytes), .. party.Coins.SelectMany(coin => Field(2, [.. Field(1, Encoding.ASCII.GetBytes(coin.Denomination)), 0x10, .. Length(coin.Amount)]))];
        return [0x2a, 0x2c, 0x87, 0xfa, .. transfer.Inputs.SelectMany(party => Field(1, Party(party))), .. transfer.Outputs.SelectMany(party => Field(2, Party(party)))];
    }
}
