using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

/// <summary>Chains whose transactions the KMS brings to a node by itself.</summary>
public sealed class SelfSendingTests
{
    private readonly SelfSendingChain _chain = new();

    [Fact]
    public async Task What_does_not_keep_is_fetched_after_the_approval_and_the_API_is_told_the_id()
    {
        await using var harness = await StartAsync();

        var outcome = Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Equal(["freshen", "send pay 1 signed by 1 with nonce 1"], _chain.Steps);
        Assert.Contains($"\"txData\":\"{outcome.TransactionId}\"", Assert.Single(harness.RequestsTo(SelfSendingChain.AnnouncementPath)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_fetched_or_sent_without_an_approval()
    {
        await using var harness = await StartAsync();
        harness.Options = harness.Options with { ExternalUrl = new Uri(harness.Sandbox.Url, "4eye") };
        harness.State.AddFault(new SandboxFault.Answer("/4eye", 403, "no"));

        Assert.IsType<SigningOutcome.NotApproved>(await harness.RunOneAsync());
        Assert.Empty(_chain.Steps);
    }

    [Fact]
    public async Task A_failed_look_up_postpones_and_gives_nothing_back_since_nothing_stays_reserved()
    {
        await using var harness = await StartAsync();
        _chain.OnFreshen = _ => throw new NodeException("no block hash");

        Assert.Equal(new SigningOutcome.Postponed(Harness.PendingId, "no block hash"), await harness.RunOneAsync());
        Assert.Equal(["freshen"], _chain.Steps);
    }

    [Fact]
    public async Task What_was_reserved_is_given_back_when_signing_fails()
    {
        await using var harness = await StartAsync();
        _chain.OnSign = () => throw new RefusedException("bad signature");

        Assert.IsType<SigningOutcome.Refused>(await harness.RunOneAsync());
        Assert.Equal(["freshen", "release"], _chain.Steps);
    }

    [Fact]
    public async Task An_open_fate_is_asked_about_again_with_the_same_bytes_after_a_restart()
    {
        await using var harness = await StartAsync();
        _chain.OnSend = _ => new DirectOutcome.Open("not seen yet");

        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        harness.Restart();
        _chain.OnSend = transaction => new DirectOutcome.OnChain(transaction.TransactionId);
        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Equal(["freshen", "send pay 1 signed by 1 with nonce 1", "send pay 1 signed by 1 with nonce 1"], _chain.Steps);
        Assert.Equal(1, _chain.Signatures);
    }

    [Fact]
    public async Task A_failed_one_is_reported_and_neither_sent_nor_signed_again()
    {
        await using var harness = await StartAsync();
        _chain.OnSend = _ => new DirectOutcome.Failed("no money");

        Assert.Equal(new SigningOutcome.Failed(Harness.PendingId, "no money"), await harness.RunOneAsync());
        harness.Restart();
        Assert.IsType<SigningOutcome.Failed>(await harness.RunOneAsync());

        Assert.Equal(2, _chain.Steps.Count);
        Assert.Empty(harness.RequestsTo(SelfSendingChain.AnnouncementPath));
    }

    [Fact]
    public async Task Only_an_expired_one_is_signed_anew()
    {
        await using var harness = await StartAsync();
        _chain.OnSend = _ => new DirectOutcome.Expired("Its block hash is too old.");

        Assert.IsType<SigningOutcome.Postponed>(await harness.RunOneAsync());
        harness.Restart();
        _chain.OnSend = transaction => new DirectOutcome.OnChain(transaction.TransactionId);
        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Equal(2, _chain.Signatures);
        Assert.Equal("send pay 1 signed by 1 with nonce 2", _chain.Steps[^1]);
    }

    [Fact]
    public async Task An_expired_one_is_signed_anew_without_a_pause()
    {
        await using var harness = await StartAsync();
        harness.Options = harness.Options with { IgnorePauses = false };
        _chain.OnSend = _ => new DirectOutcome.Expired("Its block hash is too old.");
        await harness.RunOneAsync();

        _chain.OnSend = transaction => new DirectOutcome.OnChain(transaction.TransactionId);

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task When_the_API_cannot_be_told_only_the_telling_is_repeated(int status)
    {
        await using var harness = await StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(SelfSendingChain.AnnouncementPath, status, "no"));

        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        harness.Restart();
        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.Equal(2, _chain.Steps.Count);
        Assert.Equal(2, harness.RequestsTo(SelfSendingChain.AnnouncementPath).Count);
    }

    [Fact]
    public async Task An_id_that_only_the_chain_knows_is_kept_across_a_restart()
    {
        await using var harness = await StartAsync();
        _chain.OnSend = _ => new DirectOutcome.OnChain("the real id");
        harness.State.AddFault(new SandboxFault.Answer(SelfSendingChain.AnnouncementPath, 500, ""));

        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        harness.Restart();

        Assert.Equal(new SigningOutcome.Completed(Harness.PendingId, "the real id"), await harness.RunOneAsync());
    }

    private async Task<Harness> StartAsync()
    {
        var harness = await Harness.StartAsync(chain: _chain);
        harness.AddPending();
        return harness;
    }
}
