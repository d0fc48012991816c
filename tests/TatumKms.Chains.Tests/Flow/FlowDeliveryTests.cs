using System.Text.Json;
using TatumKms.Chains.Flow;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Flow;

public sealed class FlowDeliveryTests
{
    private const string Id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task What_expires_is_fetched_in_order_and_the_key_is_reserved_late()
    {
        var world = new FlowWorld();

        await world.FreshenAsync();

        Assert.Equal(
            [
                "GET /v3/flow/proposal/true",
                "GET /v1/blocks?height=final&expand=payload",
                "GET /v3/flow/proposal/false",
                "GET /v1/accounts/9a8dc035eadc3689?block_height=sealed&expand=contracts,keys",
                "ASK /v3/flow/sign",
            ],
            world.Requests);
        Assert.Empty(world.Announced);
    }

    [Theory]
    [InlineData("GET /v1/accounts/9a8dc035eadc3689?block_height=sealed&expand=contracts,keys")]
    [InlineData("ASK /v3/flow/sign")]
    public async Task The_key_is_given_back_when_something_fails_after_it_was_reserved(string request)
    {
        var world = new FlowWorld { Failures = { [request] = new NodeException("The line is dead.") } };

        await Assert.ThrowsAsync<NodeException>(() => world.FreshenAsync());

        Assert.Equal(["{\"txData\":\"\",\"proposalKey\":5}"], world.Announced);
    }

    [Fact]
    public async Task A_proposer_without_an_address_is_given_back()
    {
        var world = new FlowWorld();
        world.Proposer["address"] = "0x9a";

        await Assert.ThrowsAsync<NodeException>(() => world.FreshenAsync());

        Assert.Equal(["{\"txData\":\"\",\"proposalKey\":5}"], world.Announced);
    }

    [Fact]
    public async Task The_first_failure_is_reported_even_when_the_key_cannot_be_given_back()
    {
        var world = new FlowWorld
        {
            Failures = { ["ASK /v3/flow/sign"] = new NodeException("first"), ["TELL /v3/flow/broadcast"] = new NodeException("second") },
        };

        Assert.Equal("first", (await Assert.ThrowsAsync<NodeException>(() => world.FreshenAsync())).Message);
    }

    [Theory]
    [InlineData("0x9a8dc035eadc3689")]
    [InlineData("0xc88d20ded435c860")]
    public async Task A_customer_cannot_sign_for_the_accounts_of_Tatum(string account)
    {
        var world = new FlowWorld();

        await Assert.ThrowsAsync<RefusedException>(() => world.FreshenAsync(FlowWorld.Serialized(account: account)));

        Assert.Equal(["{\"txData\":\"\",\"proposalKey\":5}"], world.Announced);
    }

    [Fact]
    public async Task What_was_reserved_can_be_released()
    {
        var world = new FlowWorld();

        await world.Chain.ReleaseAsync(await world.FreshenAsync(), world, TestContext.Current.CancellationToken);

        Assert.Equal(["{\"txData\":\"\",\"proposalKey\":5}"], world.Announced);
    }

    [Fact]
    public async Task Nothing_is_released_where_nothing_was_reserved()
    {
        var world = new FlowWorld();

        await world.Chain.ReleaseAsync(await world.PrepareAsync(), world, TestContext.Current.CancellationToken);

        Assert.Empty(world.Requests);
    }

    [Fact]
    public async Task A_proposer_that_pays_as_well_signs_the_envelope_alone()
    {
        var world = new FlowWorld();
        world.Payer = world.Proposer.DeepClone();

        var outcome = await world.SendAsync();

        Assert.IsType<DirectOutcome.OnChain>(outcome);
        Assert.Equal("1fe516ede3b14668", Assert.Single(world.Sent[0].GetProperty("payload_signatures").EnumerateArray()).GetProperty("address").GetString());
        Assert.Single(world.Requests, request => request == "ASK /v3/flow/sign");
    }

    [Fact]
    public async Task A_sealed_transaction_is_on_the_chain_and_frees_its_key()
    {
        var world = new FlowWorld();

        Assert.Equal(new DirectOutcome.OnChain(Id), await world.SendAsync());

        Assert.Equal([$$"""{"txData":"{{Id}}","proposalKey":5}"""], world.Announced);
    }

    [Fact]
    public async Task It_is_waited_for_until_it_is_sealed()
    {
        var world = new FlowWorld();
        world.Results.Clear();
        foreach (var answer in (string?[])[null, null, """{"status":"Unknown"}""", """{"status":"Pending"}""", """{"status":"Executed"}""", FlowWorld.Sealed])
        {
            world.Results.Enqueue(answer);
        }

        Assert.Equal(new DirectOutcome.OnChain(Id), await world.SendAsync());
        Assert.Single(world.Sent);
    }

    [Fact]
    public async Task It_stays_open_when_it_is_not_sealed_in_time()
    {
        var world = new FlowWorld();
        world.Results.Clear();
        world.Results.Enqueue(null);

        Assert.IsType<DirectOutcome.Open>(await world.SendAsync());

        Assert.Equal(1 + FlowDelivery.MaxQuestions, world.Requests.Count(request => request.Contains("transaction_results", StringComparison.Ordinal)));
        Assert.Empty(world.Announced);
    }

    [Fact]
    public async Task A_transaction_that_the_chain_knows_is_not_sent_again()
    {
        var world = new FlowWorld();
        world.Results.Dequeue();

        var outcome = Assert.IsType<DirectOutcome.OnChain>(await world.SendAsync());

        Assert.Empty(world.Sent);
        Assert.Contains($"GET /v1/transaction_results/{outcome.TransactionId}", world.Requests);
        Assert.Equal([$$"""{"txData":"{{outcome.TransactionId}}","proposalKey":5}"""], world.Announced);
    }

    [Fact]
    public async Task A_transaction_that_fails_on_the_chain_has_failed_and_frees_its_key()
    {
        var world = new FlowWorld();
        world.Results.Clear();
        world.Results.Enqueue(null);
        world.Results.Enqueue(FlowWorld.Failure($"panic \\u001b[31m {new string('x', 500)}"));

        var failed = Assert.IsType<DirectOutcome.Failed>(await world.SendAsync());

        Assert.Contains("panic ?[31m xxx", failed.Reason, StringComparison.Ordinal);
        Assert.True(failed.Reason.Length < 400);
        Assert.Equal([$$"""{"txData":"{{Id}}","proposalKey":5}"""], world.Announced);
    }

    [Fact]
    public async Task A_used_sequence_number_is_no_failure_as_an_earlier_attempt_may_have_used_it()
    {
        var world = new FlowWorld();
        world.Results.Clear();
        world.Results.Enqueue(null);
        world.Results.Enqueue(FlowWorld.Failure("[Error Code: 1007] invalid proposal key: public key 5 has sequence number 78, but given 77"));

        await Assert.ThrowsAsync<NodeException>(() => world.SendAsync());

        Assert.Empty(world.Announced);
    }

    [Fact]
    public async Task A_refused_transaction_has_failed_and_gives_its_key_back()
    {
        var refusal = JsonDocument.Parse("""{"code":400,"message":"invalid transaction: invalid signature"}""").RootElement;
        var world = new FlowWorld { Refusal = new NodeException("400", 400, refusal) };

        var failed = Assert.IsType<DirectOutcome.Failed>(await world.SendAsync());

        Assert.EndsWith("invalid transaction: invalid signature", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(["{\"txData\":\"\",\"proposalKey\":5}"], world.Announced);
    }

    [Theory]
    [InlineData(1601, typeof(DirectOutcome.Expired), true)]
    [InlineData(1600, typeof(DirectOutcome.Open), false)]
    [InlineData(1451, typeof(DirectOutcome.Open), false)]
    [InlineData(1450, typeof(DirectOutcome.Failed), true)]
    public async Task A_refusal_means_what_the_age_of_the_reference_block_makes_of_it(ulong sealedHeight, Type outcome, bool isReleased)
    {
        var world = new FlowWorld { Refusal = new NodeException("400", 400) };
        var signed = await world.SignAsync();
        world.SealedHeight = sealedHeight;

        Assert.IsType(outcome, await world.SendAsync(signed));

        Assert.Equal(isReleased, world.Announced.Count == 1);
    }

    [Theory]
    [InlineData(1601)]
    [InlineData(1001)]
    public async Task Neither_expired_nor_failed_is_what_used_up_its_sequence_number(ulong sealedHeight)
    {
        var world = new FlowWorld { Refusal = new NodeException("400", 400) };
        var signed = await world.SignAsync();
        (world.SealedHeight, world.SequenceNumber) = (sealedHeight, world.SequenceNumber + 1);

        await Assert.ThrowsAsync<NodeException>(() => world.SendAsync(signed));

        Assert.Empty(world.Announced);
    }

    [Theory]
    [InlineData(1601, typeof(DirectOutcome.Expired), true)]
    [InlineData(1600, typeof(DirectOutcome.Open), false)]
    public async Task A_transaction_that_the_chain_calls_expired_may_be_signed_anew_once_no_attempt_can_get_in(ulong sealedHeight, Type outcome, bool isReleased)
    {
        var world = new FlowWorld { SealedHeight = sealedHeight };
        world.Results.Clear();
        world.Results.Enqueue("""{"status":"Expired"}""");

        Assert.IsType(outcome, await world.SendAsync());

        Assert.Equal(isReleased, world.Announced.Count == 1);
    }

    [Theory]
    [InlineData("TELL /v1/transactions", null)]
    [InlineData("TELL /v1/transactions", 503)]
    [InlineData("ASK /v3/flow/sign", 400)]
    [InlineData("TELL /v3/flow/broadcast", 500)]
    public async Task Nobody_knows_what_became_of_it_when_the_line_breaks(string request, int? status)
    {
        var world = new FlowWorld();
        var signed = await world.SignAsync();
        world.Failures[request] = new NodeException("The line is dead.", status);

        await Assert.ThrowsAsync<NodeException>(() => world.SendAsync(signed));
    }

    [Fact]
    public async Task An_API_that_does_not_want_the_key_back_changes_nothing()
    {
        var world = new FlowWorld { Failures = { ["TELL /v3/flow/broadcast"] = new NodeException("403", 403) } };

        Assert.IsType<DirectOutcome.OnChain>(await world.SendAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"proposal_key\":5}")]
    public async Task A_payload_that_is_none_is_not_sent(string payload)
    {
        var world = new FlowWorld();

        await Assert.ThrowsAsync<NodeException>(() => world.SendAsync(new SignedTransaction("00", payload)));

        Assert.Empty(world.Requests);
    }
}
