using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;

namespace TatumKms.Daemon.Tests.Journal;

public sealed class JournalAuditTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => _folder.File("signing.journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_counts_lines_and_transactions_by_state_and_names_the_end()
    {
        await Journals.WriteAsync(FilePath);

        var report = Verify();

        Assert.Equal((FilePath, 6, 3, 1, 6, false), (report.File, report.Lines, report.Transactions, report.FirstSeq, report.LastSeq, report.TornTail));
        Assert.Equal([("signed", 1), ("completed", 1), ("rejected", 1)], report.ByState.Select(state => (state.Key, state.Value)));
        Assert.Equal(Journals.HeadOf(FilePath, 6).Hash, report.LastHash);
    }

    [Fact]
    public async Task A_compacted_journal_begins_where_the_old_one_ended()
    {
        await Journals.WriteAsync(FilePath);
        using (Journals.Open(FilePath, rule: new CompactionRule { SmallestLength = 0 }))
        {
        }

        var (old, compacted) = (JournalAudit.Verify(FilePath + ".6.old", TestContext.Current.CancellationToken), Verify());

        Assert.Equal((6, 7, 10, 4), (old.LastSeq, compacted.FirstSeq, compacted.LastSeq, compacted.Lines));
        Assert.Equal(old.ByState, compacted.ByState);
    }

    [Fact]
    public async Task It_reads_a_journal_that_a_daemon_holds_and_leaves_it_to_the_daemon()
    {
        using var journal = Journals.Open(FilePath);
        await journal.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken);

        Assert.Equal(1, Verify().Transactions);

        await journal.RecordSignedAsync(Journals.Entry("b"), TestContext.Current.CancellationToken);
        Assert.Equal(2, Verify().Transactions);
        Assert.Equal(KmsError.Locked, Assert.Throws<KmsException>(() => Journals.Open(FilePath)).Error);
    }

    [Fact]
    public async Task A_torn_line_is_said_and_left_where_it_is()
    {
        await Journals.WriteAsync(FilePath);
        File.AppendAllText(FilePath, """{"seq":7,"ti""");
        var bytes = File.ReadAllBytes(FilePath);

        var report = Verify();

        Assert.Equal((6, true), (report.Lines, report.TornTail));
        Assert.Equal(bytes, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public async Task The_first_bad_line_is_named()
    {
        await Journals.WriteAsync(FilePath);
        var lines = File.ReadAllLines(FilePath);
        lines[2] = lines[2].Replace("completed", "rejected", StringComparison.Ordinal);
        File.WriteAllLines(FilePath, lines);

        var exception = Assert.Throws<KmsException>(Verify);

        // What was accepted cannot be rejected any more.
        Assert.Equal(KmsError.StoreDamaged, exception.Error);
        Assert.Contains("line 3 ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_end_is_noticed()
    {
        await Journals.WriteAsync(FilePath);
        File.WriteAllLines(FilePath, File.ReadAllLines(FilePath)[..4]);

        var exception = Assert.Throws<KmsException>(Verify);

        Assert.Equal(KmsError.StoreDamaged, exception.Error);
        Assert.Contains("line 5 ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_journal_is_a_sound_one()
    {
        File.WriteAllText(FilePath, "");

        var report = Verify();

        Assert.Equal((0, 0, 0, 0, new string('0', 64)), (report.Lines, report.Transactions, report.FirstSeq, report.LastSeq, report.LastHash));
        Assert.Empty(report.ByState);
    }

    [Fact]
    public void One_that_is_not_there_is_not_found() =>
        Assert.Equal(KmsError.NotFound, Assert.Throws<KmsException>(Verify).Error);

    [Fact]
    public void A_folder_cannot_be_read()
    {
        Directory.CreateDirectory(FilePath);

        Assert.Equal(KmsError.InputOutput, Assert.Throws<KmsException>(Verify).Error);
    }

    private JournalAuditReport Verify() => JournalAudit.Verify(FilePath, TestContext.Current.CancellationToken);
}
