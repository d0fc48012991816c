using Microsoft.Extensions.DependencyInjection;
using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;

namespace TatumKms.Daemon.Tests.Journal;

public sealed class FailingDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CapturedLogs _logs = new();
    private readonly FailingFileStream _disk;
    private readonly FileSigningJournal _journal;

    public FailingDiskTests()
    {
        _disk = new FailingFileStream(FilePath);
        _journal = Journals.Open(new JournalFile(FilePath, _disk), _logs);
    }

    private string FilePath => _folder.File("signing.journal");

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(100_000)]
    public async Task What_could_not_be_written_is_not_recorded_and_leaves_no_trace(int room)
    {
        await _journal.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken);
        _disk.Room = room;

        var exception = await Assert.ThrowsAsync<KmsException>(
            () => _journal.RecordSignedAsync(Journals.Entry("b"), TestContext.Current.CancellationToken));
        _disk.Room = null;
        await _journal.RecordSignedAsync(Journals.Entry("c"), TestContext.Current.CancellationToken);

        Assert.Equal(KmsError.InputOutput, exception.Error);
        Assert.Null(_journal.Find("b"));
        _journal.Dispose();
        using var again = Journals.Open(FilePath);
        Assert.Equal((true, false, true), (again.Find("a") is not null, again.Find("b") is not null, again.Find("c") is not null));
    }

    [Fact]
    public async Task What_could_not_be_flushed_is_not_recorded()
    {
        _disk.FlushFails = true;

        await Assert.ThrowsAsync<KmsException>(
            () => _journal.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken));

        Assert.Null(_journal.Find("a"));
    }

    [Fact]
    public async Task Nothing_leaves_while_the_journal_cannot_be_written_and_all_goes_on_when_it_can()
    {
        await using var harness = await Harness.StartAsync();
        harness.Journal = _journal;
        harness.Options = harness.Options with { IgnorePauses = false };
        harness.AddPending();
        _disk.Room = 10;

        var full = await harness.RunOneAsync();
        var sentWhileFull = harness.State.Broadcasts.Count;
        _disk.Room = null;
        var free = await harness.RunOneAsync();

        Assert.IsType<SigningOutcome.Postponed>(full);
        Assert.Equal(0, sentWhileFull);
        Assert.IsType<SigningOutcome.Completed>(free);
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_written_down_is_not_reported_as_a_failure()
    {
        await using var harness = await Harness.StartAsync();
        harness.Journal = _journal;
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Drop(Harness.BroadcastPath, AfterHandling: false));
        await harness.RunAsync();
        harness.State.AddFault(new SandboxFault.Answer(Harness.BroadcastPath, 403, "no"));
        _disk.Room = 0;

        Assert.IsType<SigningOutcome.Unknown>(await harness.RunOneAsync());
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task Its_health_says_since_when_it_cannot_be_written_and_when_it_can_again()
    {
        await _journal.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken);
        var sound = _journal.Health;
        _disk.Room = 0;
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<KmsException>(() => _journal.RecordSignedAsync(Journals.Entry("b"), TestContext.Current.CancellationToken));
        }

        var full = _journal.Health;
        _disk.Room = null;
        await _journal.RecordSignedAsync(Journals.Entry("b"), TestContext.Current.CancellationToken);

        Assert.Equal(
            [new JournalHealth(true, 1, 0), new JournalHealth(false, 1, 3), new JournalHealth(true, 2, 3)],
            [sound, full, _journal.Health]);
        Assert.Equal((1, 1), (_logs.Of(171).Count, _logs.Of(172).Count));
    }

    [Fact]
    public async Task The_daemon_registers_its_health()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        await harness.RunAsync();

        Assert.Equal(new JournalHealth(true, 2, 0), harness.Services.GetRequiredService<IJournalHealth>().Health);
    }

    [Fact]
    public async Task A_pause_that_cannot_be_written_is_no_pause_and_fails_nobody()
    {
        _disk.Room = 0;

        _journal.Defer(Journals.Deferral("a"));

        Assert.Null(_journal.FindDeferral("a"));
        _disk.Room = null;
        await _journal.RecordSignedAsync(Journals.Entry("b"), TestContext.Current.CancellationToken);
        _journal.Defer(Journals.Deferral("a"));
        Assert.NotNull(_journal.FindDeferral("a"));
    }

    [Fact]
    public async Task Lines_that_a_failed_flush_may_have_lost_are_written_again()
    {
        _journal.Defer(Journals.Deferral("a"));
        _disk.FlushFails = true;
        await Assert.ThrowsAsync<KmsException>(() => _journal.RecordSignedAsync(Journals.Entry("b"), TestContext.Current.CancellationToken));

        // The system drops what it could not bring to the disk.
        _disk.SetLength(0);
        _disk.FlushFails = false;
        await _journal.RecordSignedAsync(Journals.Entry("c"), TestContext.Current.CancellationToken);

        _journal.Dispose();
        using var again = Journals.Open(FilePath);
        Assert.Equal((true, false, true), (again.FindDeferral("a") is not null, again.Find("b") is not null, again.Find("c") is not null));
    }

    [Fact]
    public async Task A_pause_waits_for_no_flush_but_many_do()
    {
        await _journal.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken);
        var flushes = _disk.Flushes;

        _journal.Defer(Journals.Deferral("b"));
        var afterOne = _disk.Flushes;
        for (var i = 0; i < 1000; i++)
        {
            _journal.Defer(Journals.Deferral($"id{i}"));
        }

        Assert.Equal(flushes, afterOne);
        Assert.InRange(_disk.Flushes - flushes, 1, 50);
    }
}
