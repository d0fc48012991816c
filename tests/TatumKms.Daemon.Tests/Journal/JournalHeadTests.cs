using System.Text;
using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;

namespace TatumKms.Daemon.Tests.Journal;

public sealed class JournalHeadTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => _folder.File("signing.journal");

    private string HeadPath => FilePath + ".head";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Lines_removed_from_the_end_are_noticed(int left)
    {
        await Journals.WriteAsync(FilePath);
        File.WriteAllLines(FilePath, File.ReadAllLines(FilePath)[..left]);

        var exception = Assert.Throws<KmsException>(() => Journals.Open(FilePath));

        Assert.Equal(KmsError.StoreDamaged, exception.Error);
        Assert.Contains($"line {left + 1} (seq {left + 1}) is missing, and it had come to seq 6", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"remove {HeadPath}", exception.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_is_deleted_is_missed()
    {
        await Journals.WriteAsync(FilePath);
        File.Delete(FilePath);

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Journals.Open(FilePath)).Error);
    }

    [Fact]
    public async Task An_end_that_was_torn_off_in_the_middle_of_a_line_that_was_on_disk_is_noticed()
    {
        await Journals.WriteAsync(FilePath);
        File.WriteAllBytes(FilePath, File.ReadAllBytes(FilePath)[..^1]);
        var torn = File.ReadAllBytes(FilePath);

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Journals.Open(FilePath)).Error);
        Assert.Equal(torn, File.ReadAllBytes(FilePath));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task A_journal_that_says_another_thing_than_its_head_is_refused(int line)
    {
        await Journals.WriteAsync(FilePath);
        new JournalHead(line, new string('a', 64)).Write(FilePath);

        var exception = Assert.Throws<KmsException>(() => Journals.Open(FilePath));

        Assert.Equal(KmsError.StoreDamaged, exception.Error);
        Assert.Contains($"seq {line}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_head_that_lags_behind_after_a_crash_is_let_through_and_catches_up(int line)
    {
        await Journals.WriteAsync(FilePath);
        Journals.HeadOf(FilePath, line).Write(FilePath);

        using var journal = Journals.Open(FilePath);

        Assert.NotNull(journal.Find("c"));
        Assert.Equal(Journals.HeadOf(FilePath, 6), JournalHead.Read(FilePath));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    public async Task Without_a_head_it_goes_on_with_a_warning_and_makes_one(string? content)
    {
        await Journals.WriteAsync(FilePath);
        File.Delete(HeadPath);
        if (content is not null)
        {
            File.WriteAllText(HeadPath, content);
        }

        var logs = new CapturedLogs();
        using var journal = Journals.Open(FilePath, logs);

        Assert.Contains(HeadPath, Assert.Single(logs.Of(170)), StringComparison.Ordinal);
        Assert.Equal(Journals.HeadOf(FilePath, 6), JournalHead.Read(FilePath));
    }

    [Fact]
    public void A_new_journal_begins_without_a_warning()
    {
        var logs = new CapturedLogs();

        using var journal = Journals.Open(FilePath, logs);

        Assert.Empty(logs.Lines);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("""{"seq":6}""")]
    [InlineData("""{"seq":"6","hash":"a"}""")]
    [InlineData("""{"seq":6,"hash":null}""")]
    public async Task Another_file_is_not_taken_for_a_head(string content)
    {
        await Journals.WriteAsync(FilePath);
        File.WriteAllText(HeadPath, content);

        var exception = Assert.Throws<KmsException>(() => Journals.Open(FilePath));

        Assert.Equal(KmsError.StoreDamaged, exception.Error);
        Assert.Contains(HeadPath, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_names_each_line_that_is_on_disk_and_none_that_is_not()
    {
        using var journal = Journals.Open(FilePath);
        await journal.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken);
        var signed = JournalHead.Read(FilePath);

        journal.Defer(Journals.Deferral("b"));
        var deferred = JournalHead.Read(FilePath);
        await journal.RecordStateAsync("a", JournalState.Accepted, null, TestContext.Current.CancellationToken);

        Assert.Equal([1, 1, 3], [signed!.Number, deferred!.Number, JournalHead.Read(FilePath)!.Number]);
    }

    [Fact]
    public void A_clean_end_brings_the_head_up_to_the_last_line()
    {
        using (var journal = Journals.Open(FilePath))
        {
            journal.Defer(Journals.Deferral("b"));
        }

        Assert.Equal(1, JournalHead.Read(FilePath)!.Number);
    }

    [Fact]
    public async Task A_head_that_cannot_be_written_keeps_nobody_from_signing()
    {
        Directory.CreateDirectory(HeadPath + ".new");
        var logs = new CapturedLogs();
        using var journal = Journals.Open(FilePath, logs);

        await journal.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken);
        await journal.RecordSignedAsync(Journals.Entry("b"), TestContext.Current.CancellationToken);

        Assert.Single(logs.Of(173));
        Assert.Equal(new JournalHealth(true, 2, 0), journal.Health);
        Assert.False(File.Exists(HeadPath));
    }

    [Fact]
    public async Task The_head_is_the_owners_alone()
    {
        await Journals.WriteAsync(FilePath);

        // Windows has no such modes.
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(HeadPath));
        }

        Assert.Equal($$"""{"seq":6,"hash":"{{Journals.HeadOf(FilePath, 6).Hash}}"}""", File.ReadAllText(HeadPath, Encoding.UTF8));
    }
}
