using System.Buffers.Binary;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Xlm;

/// <summary>
/// Envelopes changed at random: they are refused in words, or signed as they are. TATUM_KMS_RANDOM_TRANSACTIONS sets how many, times a hundred.
/// </summary>
public sealed class XlmMutationTests
{
    private static readonly int[] Numbers = [0, 1, 2, 3, 4, 5, 9, 20, 26, 27, 64, 255, 256, int.MaxValue, int.MinValue, -1];

    private static int Count => 100 * (int.TryParse(Environment.GetEnvironmentVariable("TATUM_KMS_RANDOM_TRANSACTIONS"), out var count) ? count : 100);

    [Fact]
    public async Task A_changed_envelope_is_refused_or_signed_as_it_is()
    {
        byte[][] seeds =
        [
            .. XlmSigning.Envelopes
                .Select(envelope => Convert.FromBase64String(envelope.GetProperty("envelope").GetString()!))
                .Where(bytes => bytes.Length < 3000),
            .. VectorFile.Load("vectors", "sign", "XLM.json").EnumerateArray()
                .Where(vector => vector.GetProperty("expected").TryGetProperty("signed", out _))
                .Select(vector => Convert.FromBase64String(vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!)),
        ];
        var signedCount = 0;
        for (var round = 0; round < Count; round++)
        {
            var envelope = Mutate(Mutate(seeds[RandomNumberGenerator.GetInt32(seeds.Length)]));
            try
            {
                var (_, signed) = await XlmSigning.SignAsync(Convert.ToBase64String(envelope));
                var after = Convert.FromBase64String(signed.Payload);
                Assert.Equal(envelope.Length + 72, after.Length);
                Assert.True(XlmSigning.IsSigned(after, Convert.FromHexString(signed.TransactionId)));
                signedCount++;
            }
            catch (RefusedException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }
        }

        Assert.InRange(signedCount, 1, Count - 1);
    }

    [Fact]
    public async Task Random_text_is_refused()
    {
        for (var round = 0; round < Count / 10; round++)
        {
            var text = RandomNumberGenerator.GetString("ABCDEFGHIJabc0123+/= \n{}\"\u00e9\ud83d", RandomNumberGenerator.GetInt32(200));
            await Assert.ThrowsAsync<RefusedException>(() => XlmSigning.SignAsync(text));
        }
    }

    private static byte[] Mutate(byte[] envelope)
    {
        var bytes = envelope.ToArray();
        var position = RandomNumberGenerator.GetInt32(bytes.Length);
        var word = position / 4 * 4;
        switch (RandomNumberGenerator.GetInt32(5))
        {
            case 0:
                bytes[position] ^= (byte)(1 << RandomNumberGenerator.GetInt32(8));
                return bytes;
            case 1:
                return [.. bytes[..word], .. bytes[Math.Min(word + 4, bytes.Length)..]];
            case 2:
                return [.. bytes[..word], .. bytes.AsSpan(word, Math.Min(4, bytes.Length - word)), .. bytes[word..]];
            default:
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Math.Min(word, bytes.Length - 4)), Numbers[RandomNumberGenerator.GetInt32(Numbers.Length)]);
                return bytes;
        }
    }
}
