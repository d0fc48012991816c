using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Journal;

public sealed class FailingDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FailingFileStream _disk;
    private readonly FileSigningJournal _journal;

    public FailingDiskTests()
    {
        _disk = new FailingFileStream(FilePath);
        _journal = FileSigningJournal.Open(
            new JournalFile(FilePath, _disk), new ManualTimeProvider(), new CapturedLogs().Logger<FileSigningJournal>());
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
}
