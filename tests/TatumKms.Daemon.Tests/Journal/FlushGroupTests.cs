using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;

namespace TatumKms.Daemon.Tests.Journal;

public sealed class FlushGroupTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FailingFileStream _disk;
    private readonly FileSigningJournal _journal;

    public FlushGroupTests()
    {
        _disk = new FailingFileStream(FilePath);
        _journal = Journals.Open(new JournalFile(FilePath, _disk));
    }

    private string FilePath => _folder.File("signing.journal");

    public void Dispose()
    {
        _disk.Gate.Set();
        _journal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_comes_while_the_disk_is_busy_shares_the_next_flush()
    {
        var flushes = _disk.Flushes;
        var first = await BeginWhileBusyAsync("first");
        var others = Enumerable.Range(0, 100).Select(i => _journal.RecordSignedAsync(Journals.Entry($"id{i}"), TestContext.Current.CancellationToken)).ToArray();

        _disk.Gate.Set();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(flushes + 2, _disk.Flushes);
    }

    [Fact]
    public async Task Nobody_is_told_before_the_flush_that_covers_the_own_line()
    {
        var first = await BeginWhileBusyAsync("first");
        var other = _journal.RecordSignedAsync(Journals.Entry("other"), TestContext.Current.CancellationToken);

        Assert.Equal((false, false), (first.IsCompleted, other.IsCompleted));
        Assert.Null(_journal.Find("first"));
        _disk.Gate.Set();
        await Task.WhenAll(first, other);

        Assert.Equal(_disk.Length, _disk.FlushedLength);
        Assert.NotNull(_journal.Find("first"));
        Assert.NotNull(_journal.Find("other"));
    }

    [Fact]
    public async Task A_flush_that_fails_fails_all_that_it_was_for_and_nothing_else()
    {
        var first = await BeginWhileBusyAsync("first");
        var others = Enumerable.Range(0, 5).Select(i => _journal.RecordSignedAsync(Journals.Entry($"id{i}"), TestContext.Current.CancellationToken)).ToArray();
        _disk.FailAfter = 1;
        _disk.Gate.Set();
        await first;

        foreach (var other in others)
        {
            Assert.Equal(KmsError.InputOutput, (await Assert.ThrowsAsync<KmsException>(() => other)).Error);
        }

        _disk.FailAfter = null;
        await _journal.RecordSignedAsync(Journals.Entry("last"), TestContext.Current.CancellationToken);
        _journal.Dispose();
        using var again = Journals.Open(FilePath);
        Assert.Equal((true, true), (again.Find("first") is not null, again.Find("last") is not null));
        Assert.All(Enumerable.Range(0, 5), i => Assert.Null(again.Find($"id{i}")));
    }

    [Fact]
    public async Task Two_transactions_that_use_up_the_same_are_not_both_signed_though_they_wait_together()
    {
        var first = await BeginWhileBusyAsync("first");
        var one = _journal.RecordSignedAsync(Journals.Entry("one") with { Claims = ["out:0"] }, TestContext.Current.CancellationToken);
        var other = _journal.RecordSignedAsync(Journals.Entry("other") with { Claims = ["out:0"] }, TestContext.Current.CancellationToken);

        _disk.Gate.Set();
        await Task.WhenAll(first, one);

        await Assert.ThrowsAsync<InvalidOperationException>(() => other);
        Assert.Null(_journal.Find("other"));
    }

    [Fact]
    public async Task A_transaction_is_not_signed_twice_though_both_wait_together()
    {
        var first = await BeginWhileBusyAsync("first");
        var one = _journal.RecordSignedAsync(Journals.Entry("one", "00aa"), TestContext.Current.CancellationToken);
        var other = _journal.RecordSignedAsync(Journals.Entry("one", "00bb"), TestContext.Current.CancellationToken);

        _disk.Gate.Set();
        await Task.WhenAll(first, one);

        await Assert.ThrowsAsync<InvalidOperationException>(() => other);
        Assert.Equal("00aa", _journal.Find("one")!.Transaction.Payload);
    }

    [Fact]
    public async Task Steps_of_many_transactions_at_once_make_a_sound_journal()
    {
        _disk.Gate.Set();
        await Parallel.ForAsync(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (i, token) =>
        {
            await _journal.RecordSignedAsync(Journals.Entry($"id{i}"), token);
            _journal.Defer(Journals.Deferral($"waits{i}"));
            await _journal.RecordStateAsync($"id{i}", JournalState.Accepted, null, token);
            await _journal.RecordStateAsync($"id{i}", JournalState.Completed, null, token);
        });
        _journal.Dispose();

        using var again = Journals.Open(FilePath);

        Assert.Equal(1_200, again.Health.LastSeq);
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(JournalState.Completed, again.Find($"id{i}")?.State));
    }

    /// <summary>Has a line on its way to a disk that takes its time.</summary>
    private async Task<Task> BeginWhileBusyAsync(string id)
    {
        _disk.Gate.Reset();
        var first = Task.Run(() => _journal.RecordSignedAsync(Journals.Entry(id), TestContext.Current.CancellationToken));
        await _disk.Busy.WaitAsync(TestContext.Current.CancellationToken);
        return first;
    }
}
