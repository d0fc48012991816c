using Microsoft.Extensions.DependencyInjection;
using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Journal;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests;

/// <summary>What was refused or postponed is not worked on in each round.</summary>
public sealed class PausesTests
{
    private const string BatchPath = "/v3/tatum/kms/batch";

    private readonly ManualTimeProvider _time = new();
    private int _attempts;

    [Theory]
    [InlineData(DeferralKind.Refused, new[] { 30, 60, 120, 240, 480, 960, 1920, 3600, 3600 })]
    [InlineData(DeferralKind.NotApproved, new[] { 30, 60, 120, 240, 480, 600, 600 })]
    [InlineData(DeferralKind.Postponed, new[] { 5, 10, 20, 40, 80, 160, 300, 300 })]
    public async Task The_pause_doubles_up_to_a_limit(DeferralKind kind, int[] seconds)
    {
        await using var harness = await StartAsync(kind);
        RequireApproval(harness, kind);
        harness.AddPending();
        await harness.RunAsync();

        for (var i = 0; i < seconds.Length; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(seconds[i]) - TimeSpan.FromTicks(1));
            await harness.RunAsync();
            Assert.Equal(i + 1, _attempts);
            _time.Advance(TimeSpan.FromTicks(1));
            await harness.RunAsync();
            Assert.Equal(i + 2, _attempts);
        }
    }

    [Fact]
    public async Task A_pause_and_its_length_survive_a_restart()
    {
        await using var harness = await StartAsync(DeferralKind.Refused);
        harness.AddPending();
        await harness.RunAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        await harness.RunAsync();
        harness.Restart();

        _time.Advance(TimeSpan.FromSeconds(59));
        await harness.RunAsync();
        var within = _attempts;
        _time.Advance(TimeSpan.FromSeconds(1));
        await harness.RunAsync();

        Assert.Equal((2, 3), (within, _attempts));
    }

    [Theory]
    [InlineData(DeferralKind.Refused)]
    [InlineData(DeferralKind.NotApproved)]
    [InlineData(DeferralKind.Postponed)]
    public async Task What_waits_is_told_once_over_rounds_and_restarts(DeferralKind kind)
    {
        await using var harness = await StartAsync(kind);
        RequireApproval(harness, kind);
        harness.AddPending();
        for (var i = 0; i < 6; i++)
        {
            await harness.RunAsync();
            await harness.RunAsync();
            _time.Advance(TimeSpan.FromSeconds(20));
            harness.Restart();
        }

        Assert.InRange(_attempts, 2, 5);
        Assert.Single(harness.Logs.Lines, line => line.Id is >= 130 and <= 134);
        Assert.Equal(kind == DeferralKind.Refused ? 1 : 0, harness.State.Errors.Count);
    }

    [Fact]
    public async Task Another_reason_is_told()
    {
        await using var harness = await StartAsync((_, _, _) => throw new RefusedException($"reason {++_attempts}"));
        harness.AddPending();
        await harness.RunAsync();
        harness.Restart();
        _time.Advance(TimeSpan.FromSeconds(30));
        await harness.RunAsync();

        Assert.Equal(["reason 1", "reason 2"], harness.State.Errors.Select(error => error.Error));
    }

    [Fact]
    public async Task A_report_that_did_not_arrive_is_sent_from_within_the_pause_by_the_next_daemon()
    {
        await using var harness = await StartAsync(DeferralKind.Refused);
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(BatchPath, 403, ""));
        await harness.RunAsync();
        harness.Restart();
        await harness.RunAsync();
        harness.Restart();
        await harness.RunAsync();

        Assert.Equal((1, 2), (_attempts, harness.RequestsTo(BatchPath).Count));
        Assert.Equal("no", Assert.Single(harness.State.Errors).Error);
    }

    [Fact]
    public async Task An_element_that_cannot_be_read_is_reported_once_over_restarts()
    {
        await using var harness = await StartAsync(onPrepare: null);
        for (var i = 0; i < 3; i++)
        {
            harness.State.AddFault(new SandboxFault.Answer("/v3/kms/pending", 200, """[{"id":"a","chain":"BTC"}]"""));
            await harness.RunAsync();
            harness.Restart();
        }

        Assert.Equal("a", Assert.Single(harness.State.Errors).SignatureId);
    }

    [Fact]
    public async Task Another_content_under_the_id_does_not_wait()
    {
        await using var harness = await StartAsync(onPrepare: null);
        harness.AddPending("malformed");
        Assert.IsType<SigningOutcome.Refused>(await harness.RunOneAsync());

        harness.AddPending("pay 1");

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    [Fact]
    public async Task The_pauses_of_another_content_begin_anew()
    {
        await using var harness = await StartAsync(DeferralKind.Refused);
        harness.AddPending("pay 1");
        await harness.RunAsync();
        harness.AddPending("pay 2");
        await harness.RunAsync();

        _time.Advance(TimeSpan.FromSeconds(30));
        await harness.RunAsync();

        Assert.Equal(3, _attempts);
    }

    [Fact]
    public async Task The_pauses_of_another_kind_begin_anew()
    {
        await using var harness = await StartAsync(DeferralKind.Postponed);
        harness.AddPending();
        await harness.RunAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        harness.Chain.OnPrepare = (_, _, _) => throw Attempted(new RefusedException("no"));
        await harness.RunAsync();

        _time.Advance(TimeSpan.FromSeconds(30));
        await harness.RunAsync();

        Assert.Equal(3, _attempts);
    }

    [Fact]
    public async Task A_signature_ends_the_pause()
    {
        await using var harness = await StartAsync(DeferralKind.Postponed);
        harness.AddPending();
        await harness.RunAsync();
        harness.Chain.OnPrepare = null;
        _time.Advance(TimeSpan.FromSeconds(5));
        await harness.RunAsync();
        harness.Restart();

        using var journal = Open(harness);

        Assert.Equal((JournalState.Completed, null), (journal.Find(Harness.PendingId)!.State, journal.FindDeferral(Harness.PendingId)));
    }

    [Fact]
    public async Task What_is_signed_and_not_delivered_never_waits()
    {
        await using var harness = await StartAsync(onPrepare: null);
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 500, ""));

        var first = await harness.RunOneAsync();
        var second = await harness.RunOneAsync();

        Assert.IsType<SigningOutcome.Unknown>(first);
        Assert.IsType<SigningOutcome.Completed>(second);
    }

    [Fact]
    public async Task What_failed_for_good_is_reported_once_while_it_waits()
    {
        await using var harness = await StartAsync(onPrepare: null);
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 403, "no"));
        await harness.RunAsync();
        harness.Restart();

        Assert.Equal(new SigningOutcome.Failed(Harness.PendingId, "no"), await harness.RunOneAsync());
        Assert.Single(harness.State.Errors);
    }

    [Fact]
    public async Task Who_names_transactions_or_runs_one_round_does_not_wait_and_sees_each_outcome()
    {
        await using var harness = await StartAsync(DeferralKind.Refused);
        harness.Options = harness.Options with { IgnorePauses = true };
        harness.AddPending();
        await harness.RunAsync();
        harness.Restart();
        await harness.RunAsync();

        Assert.Equal((2, 2), (_attempts, harness.Logs.Of(132).Count));
        Assert.Single(harness.State.Errors);
    }

    [Fact]
    public async Task A_pause_that_a_wrong_clock_made_endless_is_none()
    {
        await using var harness = await StartAsync(DeferralKind.Refused);
        harness.Time = new ManualTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        harness.AddPending();
        await harness.RunAsync();
        harness.Restart();
        harness.Time = _time;
        await harness.RunAsync();

        Assert.Equal(2, _attempts);
    }

    [Theory]
    [InlineData(300, 300)]
    [InlineData(301, 300)]
    [InlineData(5000, 300)]
    public async Task Of_a_reason_so_many_characters_are_kept(int length, int kept)
    {
        var reason = new string('x', length);
        await using var harness = await StartAsync((_, _, _) => throw new RefusedException(reason));
        harness.AddPending();
        await harness.RunAsync();
        await harness.RunAsync();
        harness.Restart();

        using (var journal = Open(harness))
        {
            Assert.Equal(kept, journal.FindDeferral(Harness.PendingId)!.Reason.Length);
        }

        await harness.RunAsync();
        Assert.Equal(reason, Assert.Single(harness.State.Errors).Error);
    }

    [Fact]
    public async Task A_wish_ends_the_pause_that_has_begun_and_the_next_one_is_longer()
    {
        await using var harness = await StartAsync(DeferralKind.Refused);
        harness.AddPending();
        await harness.RunAsync();

        _time.Advance(TimeSpan.FromSeconds(1));
        harness.Services.GetRequiredService<Pauses>().Lift();
        await harness.RunAsync();
        var afterTheWish = _attempts;
        _time.Advance(TimeSpan.FromSeconds(59));
        await harness.RunAsync();

        Assert.Equal((2, 2), (afterTheWish, _attempts));
    }

    [Fact]
    public void No_character_of_a_reason_is_cut_in_two()
    {
        var capped = Deferral.Cap(new string('x', 299) + "\U0001F511" + "y");

        Assert.Equal(new string('x', 299), capped);
    }

    [Fact]
    public void A_flood_of_refused_ids_does_not_fill_the_journal_and_is_forgotten_when_it_is_long_over()
    {
        using var folder = new TempFolder();
        using var journal = Journals.Open(folder.File("signing.journal"), time: _time);
        for (var i = 0; i < FileSigningJournal.MostDeferrals + 10; i++)
        {
            journal.Defer(Journals.Deferral($"id{i}", _time.GetUtcNow()));
        }

        var flooded = journal.Health.LastSeq;
        _time.Advance(TimeSpan.FromHours(25));
        journal.Defer(Journals.Deferral("later", _time.GetUtcNow()));

        Assert.Equal(FileSigningJournal.MostDeferrals, flooded);
        Assert.Equal((true, false), (journal.FindDeferral("later") is not null, journal.FindDeferral("id1") is not null));
    }

    private static FileSigningJournal Open(Harness harness) => Journals.Open(harness.Options.JournalPath);

    private Task<Harness> StartAsync(DeferralKind kind) => StartAsync(kind switch
    {
        DeferralKind.Refused => (_, _, _) => throw Attempted(new RefusedException("no")),
        DeferralKind.Postponed => (_, _, _) => throw Attempted(new NodeException("no")),
        _ => null,
    });

    private async Task<Harness> StartAsync(Func<PendingTransaction, IChainNode, CancellationToken, Task>? onPrepare)
    {
        var harness = await Harness.StartAsync(new SandboxOptions { ApiKey = Harness.ApiKey, Approver = _ => ++_attempts < 0 });
        harness.Time = _time;
        harness.Options = harness.Options with { IgnorePauses = false };
        harness.Chain.OnPrepare = onPrepare;
        return harness;
    }

    /// <summary>By the sandbox, whose answer is no.</summary>
    private static void RequireApproval(Harness harness, DeferralKind kind) => harness.Options = harness.Options with
    {
        ExternalUrl = kind == DeferralKind.NotApproved ? harness.Sandbox.ApprovalUrl : null,
    };

    private Exception Attempted(Exception end)
    {
        _attempts++;
        return end;
    }
}
