using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using TatumKms.Cryptography.Encodings;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests;

/// <summary>
/// No node of Stellar can be had here: Stellar's own library and another implementation of Ed25519 judge the envelope instead.
/// </summary>
public sealed class StellarLibraryTests
{
    private const long Value = 12_345_678;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_library_reads_what_the_daemon_signs_and_the_signature_is_of_the_account_until_a_bit_changes(bool byMnemonic)
    {
        Tools.RequireStellarLibrary();
        var (right, wrongSignature, wrongAmount) = (default(JsonElement), default(JsonElement), default(JsonElement));
        await using var signing = new Signing("XLM", async (raw, token) =>
        {
            right = await JudgeAsync(raw, token);
            wrongSignature = await JudgeAsync(WithChangedBit(raw, fromEnd: 1), token);
            // Amount, extension, number of signatures, hint, length and signature end the envelope.
            wrongAmount = await JudgeAsync(WithChangedBit(raw, fromEnd: 64 + 4 + 4 + 4 + 4 + 1), token);
            return new BroadcastVerdict.Accepted(right.GetProperty("transactionId").GetString()!);
        });
        await signing.StartAsync(Cancellation);
        var id = signing.AddPending(Payment(PublicKey(signing.Address)), byMnemonic);

        var transactionId = await signing.RunDaemonUntilCompletedAsync(id, Cancellation);

        Assert.True(right.GetProperty("accepted").GetBoolean());
        Assert.Equal((signing.Address, transactionId), (right.GetProperty("source").GetString(), right.GetProperty("transactionId").GetString()));
        Assert.Equal("""[{"type":"payment","destination":"GAAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQDZ7H","amount":"1.2345678"}]""", right.GetProperty("operations").GetRawText());
        Assert.False(wrongSignature.GetProperty("accepted").GetBoolean());
        Assert.False(wrongAmount.GetProperty("accepted").GetBoolean());
        Assert.NotEqual(transactionId, wrongAmount.GetProperty("transactionId").GetString());
    }

    private static string WithChangedBit(string raw, int fromEnd)
    {
        var bytes = Convert.FromBase64String(raw);
        bytes[^fromEnd] ^= 1;
        return Convert.ToBase64String(bytes);
    }

    private static async Task<JsonElement> JudgeAsync(string raw, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node", ["verify-stellar.mjs", raw, "Test SDF Network ; September 2015"])
        {
            WorkingDirectory = Tools.NodesFolder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return JsonDocument.Parse(output).RootElement;
    }

    // A payment of lumens to the key 0101…01: envelope of version 1 without conditions, memo and signatures.
    private static string Payment(byte[] source)
    {
        Span<byte> numbers = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(numbers, 42);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], Value);
        byte[] sequence = [.. numbers[..8]], amount = [.. numbers[8..]], zero = new byte[4], one = [0, 0, 0, 1];
        return Convert.ToBase64String(
        [
            0, 0, 0, 2, .. zero, .. source, 0, 0, 0, 100, .. sequence, .. zero, .. zero,
            .. one, .. zero, .. one, .. zero, .. Enumerable.Repeat((byte)1, 32), .. zero, .. amount, .. zero, .. zero,
        ]);
    }

    private static byte[] PublicKey(string address)
    {
        var bytes = new byte[35];
        Assert.True(Base32.TryDecodeUtf8(Encoding.ASCII.GetBytes(address), bytes));
        return bytes[1..33];
    }
}
