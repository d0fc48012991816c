using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TatumKms.Chains.Ada;
using TatumKms.Chains.Ada.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using static TatumKms.Chains.Tests.Ada.AdaBuilder;

namespace TatumKms.Chains.Tests.Ada;

/// <summary>Random transactions of several owners with tokens: what is signed is what was asked for, and every signature is valid.</summary>
public sealed class AdaRandomTests
{
    [Fact]
    public async Task Random_transactions_are_signed_by_every_owner()
    {
        for (var round = 0; round < 50; round++)
        {
            var keys = Enumerable.Range(1, RandomNumberGenerator.GetInt32(1, 4)).Select(number => Key((byte)number)).ToArray();
            var inputs = Enumerable.Range(0, RandomNumberGenerator.GetInt32(1, 30)).Select(i => Input(Address(keys[i % keys.Length]), 100_000_000, i, RandomTokens())).ToArray();
            var outputs = Enumerable.Range(0, RandomNumberGenerator.GetInt32(1, 30)).Select(i => Output(Address(Key((byte)i)), 3_000_000, RandomTokens())).ToArray();
            var rest = (inputs.Length * 100_000_000L) - (outputs.Length * 3_000_000L) - RandomNumberGenerator.GetInt32(10_000_000);
            JsonArray operations = [.. inputs, .. outputs, Output(Address(keys[0]), rest)];
            var server = new RosettaServer { TagsSets = round % 2 == 0, WritesMaps = round % 3 == 0 };

            var (prepared, signed) = await SignAsync(operations, server, keys);

            var transaction = Assert.IsType<PreparedAdaTransaction>(prepared);
            BodyRules.Compare(AdaBody.Read(transaction.Transaction.Body), OperationsReader.Read(RosettaServer.Parse(operations.ToJsonString()), Network.Testnet));
            Assert.Equal(Math.Min(keys.Length, inputs.Length), transaction.Signers.Count);
            foreach (var signer in transaction.Signers)
            {
                Assert.True(Ed25519.Verify(signer, Convert.FromHexString(signed.TransactionId), SignatureOf(signed, signer)));
            }
        }
    }

    /// <summary>A public key and its signature stand one after the other, in hexadecimal text that is hexadecimal again.</summary>
    private static byte[] SignatureOf(SignedTransaction signed, byte[] signer)
    {
        var text = System.Text.Encoding.Latin1.GetString(Convert.FromHexString(signed.Payload));
        var mark = $"825820{Convert.ToHexStringLower(signer)}5840";
        return Convert.FromHexString(text.AsSpan(text.IndexOf(mark, StringComparison.Ordinal) + mark.Length, 128));
    }

    private static (string Policy, string Name, long Quantity)[] RandomTokens() =>
    [
        .. Enumerable.Range(0, RandomNumberGenerator.GetInt32(4)).Select(i => (
            new string((char)('a' + (i % 2)), 56),
            Convert.ToHexStringLower([(byte)i, .. RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(31))]),
            (long)RandomNumberGenerator.GetInt32(1, int.MaxValue))),
    ];
}
