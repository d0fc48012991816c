using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.Policy;
using static TatumKms.Daemon.Tests.Policy.Facts;

namespace TatumKms.Daemon.Tests.Policy;

public sealed class PolicyRequestTests
{
    [Fact]
    public void The_facts_are_those_of_the_description()
    {
        var request = PolicyRequest.Of(Paying(6), id => id == Wallet ? "hot" : null);

        Assert.Equal([new PolicySigner(Wallet, "hot"), new PolicySigner(Other, null)], request.Signers);
        Assert.Equal([Sats(6), Sats(7, "wallet of the account") with { Token = "mint" }], request.Payments);
        Assert.Equal(new PolicyFee(new Amount(2, 8, "BTC"), 6), request.Fee);
        Assert.Equal([DangerKind.Opaque], request.Dangers);
        Assert.Equal("x()", Assert.Single(request.Calls).Method);
        Assert.Equal((Network.Testnet, "p1"), (request.Network, request.PendingId));
    }

    [Fact]
    public void A_description_without_a_fee_gives_none()
    {
        var description = new TransactionDescription([], [], null, []);

        Assert.Null(PolicyRequest.Of(new Prepared(Pending("a"), description), _ => null).Fee);
    }

    [Fact]
    public void What_a_description_calls_unreadable_is_opaque()
    {
        var description = new TransactionDescription([], [], null, []) { WhyOpaque = "Nobody can read it." };

        Assert.Equal([DangerKind.Opaque], PolicyRequest.Of(new Prepared(Pending("a"), description), _ => null).Dangers);
    }

    [Fact]
    public void Only_payments_in_the_fee_s_own_asset_are_what_it_is_compared_with()
    {
        var coins = new Amount(5, 8, "BTC");
        Payment[] payments = [new(Alice, coins), new(Alice, coins) { Token = "t" }, new(Alice, coins with { Symbol = "LTC" }), new(Alice, coins with { Decimals = 9 })];

        Assert.Equal(5, PolicyRequest.Of(new Prepared(Pending("a"), new TransactionDescription([], payments, coins, [])), _ => null).Fee!.Spent);
    }

    private static Prepared Paying(long satoshi, string id = "p1") => new(Pending(id), new TransactionDescription(
        [new Payment("own", new Amount(100, 8, "BTC"), IsOwn: true)],
        [
            new Payment(Alice, new Amount(satoshi, 8, "BTC")),
            new Payment("account (of the wallet)", new Amount(7, 8, "BTC")) { Token = "mint", Recipient = "wallet of the account" },
            new Payment("change", new Amount(90, 8, "BTC"), IsOwn: true),
        ],
        new Amount(2, 8, "BTC"),
        [])
    {
        Calls = [new ContractCall("c", null, "x()")],
        Dangers = [new Danger(DangerKind.Opaque, "a"), new Danger(DangerKind.Opaque, "b")],
    });

    private static PendingTransaction Pending(string id) => new()
    {
        Id = id,
        Chain = ChainId.Parse("BTC"),
        Hashes = [Wallet, Wallet],
        Signatures = [new IndexedSigner(Other, 1)],
        SerializedTransaction = "",
        Raw = JsonDocument.Parse("{}").RootElement,
    };

    private sealed class Prepared(PendingTransaction pending, TransactionDescription description)
        : PreparedTransaction(pending, Network.Testnet, description, new Delivery.Broadcast("/"));
}
