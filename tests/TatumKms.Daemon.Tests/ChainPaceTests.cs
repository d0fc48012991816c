using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

/// <summary>Each chain goes through its rounds at its own pace.</summary>
public sealed class ChainPaceTests
{
    private const string Bitcoin = "/v3/kms/pending/BTC", Litecoin = "/v3/kms/pending/LTC", Batch = "/v3/tatum/kms/batch";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_chain_that_is_stuck_keeps_no_other_waiting()
    {
        await using var harness = await StartAsync();
        harness.State.AddFault(new SandboxFault.Delay(Litecoin, Timeout.InfiniteTimeSpan) { Times = int.MaxValue });
        harness.AddPending();
        await PollAsync(harness);

        await EndOfRoundWithoutTheStuckAsync(harness, 1);
        for (var round = 2; round <= 4; round++)
        {
            _time.Advance(harness.Options.Period);
            await EndOfRoundWithoutTheStuckAsync(harness, round);
        }

        Assert.Single(harness.RequestsTo(Litecoin));
        Assert.Single(harness.State.Completions);
        Assert.Equal(1, harness.Store.OpenSnapshots);
    }

    [Fact]
    public async Task A_chain_that_fails_comes_later_and_the_others_do_not()
    {
        await using var harness = await StartAsync();
        Fail(harness, Litecoin, 503);
        await PollAsync(harness);

        // A pause is longer than a half of 2, 4, 8 periods and at most that long.
        var (asked, rounds) = (new List<int>(), 1);
        await EndOfRoundAsync(harness, rounds);
        for (; rounds <= 15; rounds++)
        {
            asked.Add(AttemptedRounds(harness));
            _time.Advance(harness.Options.Period);
            await EndOfRoundAsync(harness, rounds + 1);
        }

        Assert.Equal([1, 1, 2, 2, 2], asked[..5]);
        Assert.InRange(asked[6], 3, 3);
        Assert.InRange(asked[14], 4, 4);
    }

    [Fact]
    public async Task A_success_ends_the_pauses()
    {
        await using var harness = await StartAsync();
        Fail(harness, Litecoin, 503, times: 3);
        await PollAsync(harness);
        for (var round = 1; round <= 4; round++)
        {
            await EndOfRoundAsync(harness, round);
            _time.Advance(harness.Options.Period);
        }

        await EndOfRoundAsync(harness, 5);

        // Three attempts in the first round, none in the second, one in each that follows.
        Assert.Equal(3 + 3, harness.RequestsTo(Litecoin).Count);
    }

    [Theory]
    [InlineData(503, "60")]
    [InlineData(503, "Thu, 01 Jan 2026 00:01:00 GMT")]
    public async Task Retry_After_of_a_chain_is_waited_for(int status, string retryAfter)
    {
        await using var harness = await StartAsync();
        harness.Timings = harness.Timings with { AllAttempts = TimeSpan.FromSeconds(59) };
        Fail(harness, Litecoin, status, times: 1, retryAfter);
        await PollAsync(harness);
        for (var round = 1; round <= 12; round++)
        {
            await EndOfRoundAsync(harness, round);
            Assert.Single(harness.RequestsTo(Litecoin));
            _time.Advance(harness.Options.Period);
        }

        await EndOfRoundAsync(harness, 13);

        Assert.Equal(2, harness.RequestsTo(Litecoin).Count);
    }

    [Theory]
    [InlineData(400, "")]
    [InlineData(200, "garbage")]
    public async Task An_answer_that_is_wrong_is_asked_for_again_after_the_period(int status, string body)
    {
        await using var harness = await StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(Litecoin, status, body));
        await PollAsync(harness);
        await EndOfRoundAsync(harness, 1);
        _time.Advance(harness.Options.Period);
        await EndOfRoundAsync(harness, 2);

        Assert.Equal(2, harness.RequestsTo(Litecoin).Count);
    }

    [Fact]
    public async Task A_wish_begins_rounds_at_once_also_of_a_chain_that_waits()
    {
        await using var harness = await StartAsync();
        Fail(harness, Litecoin, 503, times: 3);
        await PollAsync(harness);
        await EndOfRoundAsync(harness, 1);

        harness.Services.GetRequiredService<IRoundTrigger>().PollNow();
        await EndOfRoundAsync(harness, 2);

        Assert.Equal(3 + 1, harness.RequestsTo(Litecoin).Count);
        Assert.Single(harness.Logs.Of(142));
    }

    [Fact]
    public async Task A_wish_has_transactions_looked_at_again_that_were_refused()
    {
        await using var harness = await StartAsync();
        harness.Options = harness.Options with { IgnorePauses = false };
        var attempts = 0;
        harness.Chain.OnPrepare = (_, _, _) => ++attempts == 1 ? throw new RefusedException("not yet") : Task.CompletedTask;
        harness.AddPending();
        await PollAsync(harness);
        await EndOfRoundAsync(harness, 1);
        _time.Advance(harness.Options.Period);
        await EndOfRoundAsync(harness, 2);
        var before = attempts;

        harness.Services.GetRequiredService<IRoundTrigger>().PollNow();
        await EndOfRoundAsync(harness, 3);

        Assert.Equal((1, 2), (before, attempts));
        Assert.Single(harness.State.Completions);
    }

    [Fact]
    public async Task A_wish_for_a_busy_chain_is_granted_right_after_its_round_and_to_no_other_chain()
    {
        await using var harness = await StartAsync();
        var (isThere, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        ((FakeChain)harness.MoreChains[0]).OnPrepare = async (_, _, token) =>
        {
            isThere.TrySetResult();
            await go.Task.WaitAsync(token);
        };
        var litecoin = harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "another");
        harness.State.AddPending($$"""{"id":"l","chain":"LTC","hashes":["{{litecoin}}"],"serializedTransaction":"pay"}""");
        await PollAsync(harness);
        await isThere.Task.WaitAsync(TestContext.Current.CancellationToken);
        await EndOfRoundWithoutTheStuckAsync(harness, 1);

        harness.Services.GetRequiredService<IRoundTrigger>().PollNow();
        await EndOfRoundWithoutTheStuckAsync(harness, 2);
        go.SetResult();
        await Eventually.IsTrueAsync(() => RoundsOf(harness, "LTC") == 2 && harness.Store.OpenSnapshots == 0);

        Assert.Equal(2, RoundsOf(harness, "BTC"));
    }

    [Fact]
    public async Task A_wish_does_not_begin_a_second_round_of_a_busy_chain()
    {
        await using var harness = await StartAsync();
        harness.State.AddFault(new SandboxFault.Delay(Litecoin, Timeout.InfiniteTimeSpan));
        await PollAsync(harness);
        await EndOfRoundWithoutTheStuckAsync(harness, 1);

        harness.Services.GetRequiredService<IRoundTrigger>().PollNow();
        await EndOfRoundWithoutTheStuckAsync(harness, 2);

        Assert.Single(harness.RequestsTo(Litecoin));
    }

    [Fact]
    public async Task Wallets_that_are_added_are_served_from_the_next_round_on()
    {
        await using var harness = await StartAsync();
        harness.MoreChains.Add(new FakeChain("DOGE"));
        harness.Options = harness.Options with { Chains = [.. harness.Options.Chains, ChainId.Parse("DOGE")] };
        await PollAsync(harness);
        await EndOfRoundAsync(harness, 1);

        var ofNewChain = harness.Store.AddPrivateKey(ChainId.Parse("DOGE"), Network.Testnet, "doge");
        var second = harness.Store.AddPrivateKey(harness.Chain.Id, Network.Testnet, "newer");
        _time.Advance(harness.Options.Period);
        await EndOfRoundAsync(harness, 2);

        Assert.Contains(ofNewChain.ToString(), Assert.Single(harness.RequestsTo("/v3/kms/pending/DOGE")).Body, StringComparison.Ordinal);
        Assert.Contains(second.ToString(), harness.RequestsTo(Bitcoin)[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain(second.ToString(), harness.RequestsTo(Bitcoin)[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_several_chains_go_out_in_one_report()
    {
        await using var harness = await StartAsync();
        AddMalformed(harness);
        await PollAsync(harness);
        await Eventually.IsTrueAsync(() => harness.State.Errors.Count == 2);

        Assert.Single(harness.RequestsTo(Batch));
    }

    [Fact]
    public async Task A_stuck_chain_does_not_keep_back_the_errors_of_others_and_there_is_one_report_a_period()
    {
        await using var harness = await StartAsync();
        AddMalformed(harness);
        harness.State.AddFault(new SandboxFault.Delay(Litecoin, Timeout.InfiniteTimeSpan));
        await PollAsync(harness);
        await EndOfRoundWithoutTheStuckAsync(harness, 1);
        var inTheFirstPeriod = harness.State.Errors.Count;

        _time.Advance(harness.Options.Period);
        await Eventually.IsTrueAsync(() => harness.State.Errors.Count == 1);

        Assert.Equal(0, inTheFirstPeriod);
        Assert.Equal("b", Assert.Single(harness.State.Errors).SignatureId);
    }

    [Fact]
    public async Task A_report_that_did_not_arrive_goes_out_with_the_next_and_not_before_a_period_is_over()
    {
        await using var harness = await StartAsync();
        AddMalformed(harness);
        harness.State.AddFault(new SandboxFault.Answer(Batch, 500, ""));
        await PollAsync(harness);
        await EndOfRoundAsync(harness, 1);
        await Eventually.IsTrueAsync(() => harness.Logs.Of(102).Count == 1);

        harness.Services.GetRequiredService<IRoundTrigger>().PollNow();
        await EndOfRoundAsync(harness, 2);
        var before = harness.RequestsTo(Batch).Count;
        _time.Advance(harness.Options.Period);
        await Eventually.IsTrueAsync(() => harness.State.Errors.Count == 2);

        Assert.Equal(1, before);
        Assert.Equal(2, harness.RequestsTo(Batch).Count);
    }

    [Fact]
    public async Task A_single_round_does_not_wait_for_pauses()
    {
        await using var harness = await StartAsync();
        Fail(harness, Litecoin, 503, times: 3);

        Assert.Single((await harness.RunAsync()).ChainErrors);
        Assert.Empty((await harness.RunAsync()).ChainErrors);
    }

    [Fact]
    public async Task Thirty_two_questions_are_open_at_a_time()
    {
        string[] codes = ["LTC", "DOGE", "BCH", "ETH", "MATIC", "BSC", "KLAY", "CELO", "XDC", "ONE", "KCS"];
        const int AtATime = 32, PerChain = 5;
        var (open, most, sum, gate) = (0, 0, 0, new Lock());
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var harness = await Harness.StartAsync(new SandboxOptions
        {
            LookUp = async (_, token) =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++open);
                    if (open == AtATime)
                    {
                        full.TrySetResult();
                    }
                }

                await full.Task.WaitAsync(token);
                lock (gate)
                {
                    sum++;
                    open--;
                }

                return new SandboxAnswer(200, "{}");
            },
        });
        foreach (var chain in codes.Select(code => new FakeChain(code)).Append(harness.Chain))
        {
            chain.OnPrepare = (_, node, token) => node.GetAsync(new NodeAddress.Api("/v3/fee"), token);
            for (var i = 0; i < PerChain; i++)
            {
                var wallet = harness.Store.AddPrivateKey(chain.Id, Network.Testnet, $"key {i}");
                harness.State.AddPending($$"""{"id":"{{chain.Id}}{{i}}","chain":"{{chain.Id}}","hashes":["{{wallet}}"],"serializedTransaction":"pay"}""");
            }

            if (chain != harness.Chain)
            {
                harness.MoreChains.Add(chain);
            }
        }

        harness.Options = harness.Options with { Chains = [harness.Chain.Id, .. harness.MoreChains.Select(chain => chain.Id)] };
        await harness.RunAsync();

        Assert.Equal(AtATime, most);
        Assert.Equal(12 * PerChain, sum);
    }

    private static int AttemptedRounds(Harness harness) => harness.RequestsTo(Litecoin).Count / 3;

    private static void Fail(Harness harness, string path, int status, int times = int.MaxValue, string? retryAfter = null) =>
        harness.State.AddFault(new SandboxFault.Answer(path, status, "")
        {
            Times = times,
            Headers = retryAfter is null ? new Dictionary<string, string>() : new() { ["Retry-After"] = retryAfter },
        });

    private static void AddMalformed(Harness harness)
    {
        var litecoin = harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "another");
        harness.State.AddPending($$"""{"id":"l","chain":"LTC","hashes":["{{litecoin}}"],"serializedTransaction":"malformed"}""");
        harness.AddPending("malformed", "b");
    }

    private static async Task PollAsync(Harness harness) =>
        await harness.Services.GetServices<IHostedService>().OfType<PollingService>().Single().StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until so many rounds are over and nothing is under way.</summary>
    private static Task EndOfRoundAsync(Harness harness, int count) =>
        Eventually.IsTrueAsync(() => RoundsOf(harness, "BTC") == count && harness.Store.OpenSnapshots == 0);

    /// <summary>Waits until so many rounds of the chain that is not stuck are over, and the other one hangs.</summary>
    private static Task EndOfRoundWithoutTheStuckAsync(Harness harness, int count) =>
        Eventually.IsTrueAsync(() => RoundsOf(harness, "BTC") == count && harness.RequestsTo(Litecoin).Count == 1);

    private static int RoundsOf(Harness harness, string chain) => harness.Logs.Of(143).Count(line => line == $"A round of {chain} has ended.");

    private async Task<Harness> StartAsync()
    {
        var harness = await Harness.StartAsync();
        harness.Time = _time;
        harness.Timings = harness.Timings with { RetryPause = TimeSpan.Zero, FailuresToBreak = 1000 };
        harness.MoreChains.Add(new FakeChain("LTC"));
        harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "ltc");
        harness.Options = harness.Options with { Chains = [harness.Chain.Id, ChainId.Parse("LTC")] };
        return harness;
    }
}
