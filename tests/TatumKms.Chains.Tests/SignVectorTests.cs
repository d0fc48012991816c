using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Tests;

/// <summary>Signed transactions of the original, byte for byte, and what must be refused.</summary>
public sealed class SignVectorTests
{
    public static TheoryData<string> Ids => VectorFile.Ids("sign");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_pending_transaction_is_signed_as_by_the_original_or_refused(string id)
    {
        var vector = VectorFile.Find("sign", id);
        var chain = TestChains.Registry.Get(vector.GetProperty("chain").GetString()!);
        var expected = vector.GetProperty("expected");
        var signing = () => VectorSigner.SignAsync(chain, vector, TestContext.Current.CancellationToken);
        if (MustRefuse(vector, expected))
        {
            await Assert.ThrowsAsync<RefusedException>(signing);
            return;
        }

        var (prepared, signed) = await signing();

        Assert.Equal(expected.GetProperty("signed").GetString(), signed.Payload);
        Assert.Equal(expected.GetProperty("txId").GetString(), signed.TransactionId);
        Assert.Equal(Path(expected), prepared.Delivery is Delivery.Broadcast broadcast ? broadcast.Path : "/v3/offchain/withdrawal/broadcast");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Signing_twice_gives_the_same_bytes(string id)
    {
        var vector = VectorFile.Find("sign", id);
        if (MustRefuse(vector, vector.GetProperty("expected")))
        {
            return;
        }

        var chain = TestChains.Registry.Get(vector.GetProperty("chain").GetString()!);

        var (_, first) = await VectorSigner.SignAsync(chain, vector, TestContext.Current.CancellationToken);
        var (_, second) = await VectorSigner.SignAsync(chain, vector, TestContext.Current.CancellationToken);

        Assert.Equal(first, second);
    }

    // Where the original errs, this port refuses.
    private static bool MustRefuse(JsonElement vector, JsonElement expected) =>
        expected.TryGetProperty("port", out _) || expected.TryGetProperty("error", out _) || vector.TryGetProperty("sdkBug", out _);

    private static string? Path(JsonElement expected) => expected.GetProperty("broadcast").GetProperty("path").GetString();
}
