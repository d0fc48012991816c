using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using TatumKms.Chains.Xlm;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Xlm;

/// <summary>Random payments, written by the rules of XDR here: what is read is what was written. TATUM_KMS_RANDOM_TRANSACTIONS sets how many.</summary>
public sealed class XlmRandomTests
{
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("TATUM_KMS_RANDOM_TRANSACTIONS"), out var count) ? count : 100;

    [Fact]
    public async Task What_is_described_and_signed_is_what_was_written()
    {
        for (var round = 0; round < Count; round++)
        {
            var payments = Enumerable.Range(0, RandomNumberGenerator.GetInt32(1, 101)).Select(_ => RandomPayment()).ToArray();
            var sequence = RandomNumber();
            byte[] body =
            [
                .. Word(0), .. XlmSigning.PublicKey(), .. Word(100 * payments.Length), .. Long(sequence), .. Word(0), .. Word(0),
                .. Word(payments.Length), .. payments.SelectMany(payment => payment.Xdr), .. Word(0),
            ];

            var (prepared, signed) = await XlmSigning.SignAsync(Convert.ToBase64String([.. Word(2), .. body, .. Word(0)]), Network.Testnet);

            Assert.Equal(
                payments.Select(payment => (payment.Address, payment.Amount)),
                prepared.Description.Payments.Select(p => (p.Address, p.Amount.BaseUnits)));
            Assert.Equal(new AccountSequence(XlmSigning.Address, (ulong)sequence), prepared.Sequence);
            byte[] hash = SHA256.HashData([.. SHA256.HashData("Test SDF Network ; September 2015"u8), .. Word(2), .. body]);
            Assert.Equal(Convert.ToHexStringLower(hash), signed.TransactionId);
            var after = Convert.FromBase64String(signed.Payload);
            Assert.Equal([.. Word(2), .. body, .. Word(1)], after[..^72]);
            Assert.True(XlmSigning.IsSigned(after, hash));
        }
    }

    private static (byte[] Xdr, string Address, BigInteger Amount) RandomPayment()
    {
        var (key, id, amount) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(8), RandomNumber() + 1);
        var hasId = RandomNumberGenerator.GetInt32(2) == 1;
        byte[] destination = hasId ? [.. Word(0x100), .. id, .. key] : [.. Word(0), .. key];
        byte[] asset = RandomNumberGenerator.GetInt32(3) switch
        {
            0 => Word(0),
            1 => [.. Word(1), .. "EUR\0"u8, .. Word(0), .. key],
            _ => [.. Word(2), .. "TOKEN12\0\0\0\0\0"u8, .. Word(0), .. key],
        };
        return (
            [.. Word(0), .. Word(1), .. destination, .. asset, .. Long(amount)],
            hasId ? StrKey.Encode(StrKey.MuxedAccount, [.. key, .. id]) : StrKey.Encode(StrKey.Account, key),
            amount);
    }

    private static long RandomNumber() => BinaryPrimitives.ReadInt64BigEndian(RandomNumberGenerator.GetBytes(8)) & (long.MaxValue - 1);

    private static byte[] Word(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
