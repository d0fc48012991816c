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
        var signing = () => VectorSigner.SignAsync(ChainOf(vector), vector, TestContext.Current.CancellationToken);
        var ruling = VectorRuling.Of(vector);
        if (ruling == VectorRuling.Refused)
        {
            await Assert.ThrowsAsync<RefusedException>(signing);
            return;
        }

        var (prepared, signed) = await signing();
        if (VectorRuling.PayloadOf(vector, ruling) is not { } payload)
        {
            Assert.NotEmpty(signed.Payload);
            return;
        }

        Assert.Equal(payload, signed.Payload);
        Assert.Equal(BroadcastPath(vector), Path(prepared.Delivery));
        if (ruling == VectorRuling.Signed && vector.GetProperty("expected").TryGetProperty("txId", out var transactionId))
        {
            Assert.Equal(transactionId.GetString(), signed.TransactionId);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Signing_twice_gives_the_same_bytes(string id)
    {
        var vector = VectorFile.Find("sign", id);
        if (VectorRuling.Of(vector) is VectorRuling.Refused or VectorRuling.Otherwise)
        {
            return;
        }

        var (_, first) = await VectorSigner.SignAsync(ChainOf(vector), vector, TestContext.Current.CancellationToken);
        var (_, second) = await VectorSigner.SignAsync(ChainOf(vector), vector, TestContext.Current.CancellationToken);

        Assert.Equal(first, second);
    }

    private static IChain ChainOf(JsonElement vector) => TestChains.WithoutFeeLimit.Get(vector.GetProperty("chain").GetString()!);

    private static string Path(Delivery delivery) => delivery switch
    {
        Delivery.Broadcast broadcast => broadcast.Path,
        Delivery.Announcement announcement => announcement.Path,
        _ => "/v3/offchain/withdrawal/broadcast",
    };

    private static string? BroadcastPath(JsonElement vector) => vector.GetProperty("expected").GetProperty("broadcast").GetProperty("path").GetString();
}
