using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Tests;

/// <summary>Signed transactions of the original, byte for byte, and what must be refused.</summary>
public sealed class SignVectorTests
{
    // Where the original errs, this port refuses, but for these variants, which it signs as they are right.
    private static readonly string[] SignedAsIsRight =
    [
        "error-same-key-two-inputs", // the original takes a key that owns two inputs for one
        "error-repeated-key-3in",
        "offchain-unchecked-dust", // the checks of Dogecoin are for what is broadcast on chain
    ];

    // The original errs in the result, too; what is right is known, but nobody else's bytes.
    private static readonly string[] SignedOtherwise =
    [
        "version-1-becomes-2", // the version is what was asked for
        "error-offchain-change-entry-first", // the change's element counts as an input in the original
    ];

    public static TheoryData<string> Ids => VectorFile.Ids("sign");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_pending_transaction_is_signed_as_by_the_original_or_refused(string id)
    {
        var vector = VectorFile.Find("sign", id);
        var chain = ChainOf(vector);
        var expected = vector.GetProperty("expected");
        var signing = () => VectorSigner.SignAsync(chain, vector, TestContext.Current.CancellationToken);
        if (MustRefuse(vector, expected))
        {
            await Assert.ThrowsAsync<RefusedException>(signing);
            return;
        }

        var (prepared, signed) = await signing();
        if (SignedOtherwise.Contains(Variant(vector)))
        {
            Assert.NotEmpty(signed.Payload);
            return;
        }

        Assert.Equal(expected.GetProperty("signed").GetString(), signed.Payload);
        Assert.Equal(expected.GetProperty("txId").GetString(), signed.TransactionId);
        Assert.Equal(Path(expected), Path(prepared.Delivery));
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

        var chain = ChainOf(vector);

        var (_, first) = await VectorSigner.SignAsync(chain, vector, TestContext.Current.CancellationToken);
        var (_, second) = await VectorSigner.SignAsync(chain, vector, TestContext.Current.CancellationToken);

        Assert.Equal(first, second);
    }

    private static IChain ChainOf(JsonElement vector) => TestChains.WithoutFeeLimit.Get(vector.GetProperty("chain").GetString()!);

    private static bool MustRefuse(JsonElement vector, JsonElement expected) =>
        !SignedAsIsRight.Contains(Variant(vector))
        && !SignedOtherwise.Contains(Variant(vector))
        && (expected.TryGetProperty("port", out _) || expected.TryGetProperty("error", out _) || vector.TryGetProperty("sdkBug", out _));

    private static string Variant(JsonElement vector) => vector.GetProperty("variant").GetString()!;

    private static string Path(Delivery delivery) => delivery switch
    {
        Delivery.Broadcast broadcast => broadcast.Path,
        Delivery.Announcement announcement => announcement.Path,
        _ => "/v3/offchain/withdrawal/broadcast",
    };

    private static string? Path(JsonElement expected) => expected.GetProperty("broadcast").GetProperty("path").GetString();
}
