using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TatumKms.Chains.Algo.MessagePack;
using TatumKms.Chains.Algo.Transactions;
using TatumKms.Cryptography.Curves;
using static TatumKms.Chains.Tests.Algo.AlgoBuilder;

namespace TatumKms.Chains.Tests.Algo;

/// <summary>Random transactions of every type: each member that is not zero is in the signed bytes, and every signature is valid.</summary>
public sealed class AlgoRandomTests
{
    public static TheoryData<string> Types => [.. TransactionField.Types.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_member_of_a_random_transaction_is_signed(string type)
    {
        for (var round = 0; round < 50; round++)
        {
            var key = Key((byte)RandomNumberGenerator.GetInt32(1, 200));
            var transaction = Transaction(type, key);
            transaction.Remove("appArgs");
            var fields = TransactionField.Types[type].Where(field => field.IsRequired || RandomNumberGenerator.GetInt32(2) == 0)
                .Where(field => field.Kind != FieldKind.Boxes).ToArray();
            foreach (var field in fields)
            {
                transaction[field.Member] = Random(field);
            }

            if (transaction.ContainsKey("assetRevocationTarget"))
            {
                transaction.Remove("closeRemainderTo");
            }

            var signed = PackedReader.Read(Convert.FromHexString((await SignAsync(transaction, key)).Payload));

            var body = signed.MapOf("txn");
            Assert.All(fields.Where(field => transaction.ContainsKey(field.Member)), field => Assert.True((field.Within is null ? body : body.MapOf(field.Within)).Has(field.Key), field.Member));
            Assert.True(Ed25519.Verify(key.PublicKey.Span, [.. "TX"u8, .. PackedWriter.Write(body)], signed.BytesOf("sig")));
        }
    }

    private static JsonNode Random(TransactionField field) => field.Kind switch
    {
        FieldKind.Number => 1 + (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) % field.Limit),
        FieldKind.Flag => true,
        FieldKind.Text => new string('x', RandomNumberGenerator.GetInt32(1, (int)field.Limit + 1)),
        FieldKind.Bytes => Indexed(RandomBytes(RandomNumberGenerator.GetInt32(1, 200))),
        FieldKind.FixedBytes => Buffer(RandomBytes((int)field.Limit)),
        FieldKind.ByteList => new JsonArray([.. Enumerable.Range(1, 3).Select(length => Indexed(RandomBytes(length)))]),
        FieldKind.AddressList => new JsonArray([.. Enumerable.Range(1, 3).Select(number => Address(Key((byte)number)))]),
        FieldKind.NumberList => new JsonArray([.. Enumerable.Range(0, 3).Select(number => (JsonNode)number)]),
        _ => Address(Key((byte)RandomNumberGenerator.GetInt32(1, 200))),
    };

    /// <summary>Bytes that are not all zero.</summary>
    private static byte[] RandomBytes(int length) => [1, .. RandomNumberGenerator.GetBytes(length - 1)];
}
