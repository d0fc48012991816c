using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Journal;

public sealed class CompactionTests : IDisposable
{
    private static readonly CompactionRule Always = new() { SmallestLength = 0 };
    private readonly TempFolder _folder = new();

    private string FilePath => _folder.File("signing.journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_long_journal_becomes_one_line_for_each_transaction_behind_the_old_hash()
    {
        await Journals.WriteAsync(FilePath);
        var old = File.ReadAllBytes(FilePath);
        var end = Journals.HeadOf(FilePath, 6);

        using (Journals.Open(FilePath, rule: Always))
        {
        }

        var lines = File.ReadLines(FilePath).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["carriedOver", "completed", "rejected", "signed"], lines.Select(line => line.GetProperty("state").GetString()));
        Assert.Equal([7, 8, 9, 10], lines.Select(line => line.GetProperty("seq").GetInt64()));
        Assert.Equal(end.Hash, lines[0].GetProperty("previous").GetString());
        Assert.Equal([false, false, false, true], lines.Select(line => line.TryGetProperty("txData", out _)));
        Assert.Equal(old, File.ReadAllBytes(FilePath + ".6.old"));
    }

    [Fact]
    public async Task What_is_known_of_each_transaction_is_the_same_and_goes_on()
    {
        await Journals.WriteAsync(FilePath);

        using (var journal = Journals.Open(FilePath, rule: Always))
        {
            Assert.Equal(
                ("digest of a", JournalState.Completed, "tx of a"),
                (journal.Find("a")!.ContentDigest, journal.Find("a")!.State, journal.Find("a")!.Transaction.TransactionId));
            Assert.Equal(JournalState.Rejected, journal.Find("b")?.State);
            Assert.Equal(Journals.Entry("c"), journal.Find("c"));
            await journal.RecordStateAsync("c", JournalState.Accepted, null, TestContext.Current.CancellationToken);
        }

        using var again = Journals.Open(FilePath);
        Assert.Equal((JournalState.Completed, JournalState.Accepted), (again.Find("a")!.State, again.Find("c")!.State));
    }

    [Fact]
    public async Task A_completed_transaction_keeps_its_claim_and_is_never_signed_again()
    {
        using (var journal = Journals.Open(FilePath))
        {
            await journal.RecordSignedAsync(Claiming("a"), TestContext.Current.CancellationToken);
            await journal.RecordStateAsync("a", JournalState.Completed, null, TestContext.Current.CancellationToken);
        }

        using var again = Journals.Open(FilePath, rule: Always);

        Assert.Equal("a", again.FindClaim(ChainId.Parse("BTC"), Network.Testnet, "output 1")?.PendingId);
        await Assert.ThrowsAsync<InvalidOperationException>(() => again.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => again.RecordSignedAsync(Claiming("b"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public async Task A_claim_that_was_freed_and_taken_by_another_stays_the_others(string dead, string live)
    {
        using (var journal = Journals.Open(FilePath))
        {
            // The dead one comes after the other in the file, where it was known first.
            await journal.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken);
            await journal.RecordStateAsync("a", JournalState.Expired, null, TestContext.Current.CancellationToken);
            await journal.RecordSignedAsync(Claiming(dead), TestContext.Current.CancellationToken);
            await journal.RecordStateAsync(dead, JournalState.Rejected, null, TestContext.Current.CancellationToken);
            await journal.RecordSignedAsync(Claiming(live), TestContext.Current.CancellationToken);
        }

        using var again = Journals.Open(FilePath, rule: Always);

        Assert.Equal(live, again.FindClaim(ChainId.Parse("BTC"), Network.Testnet, "output 1")?.PendingId);
    }

    [Fact]
    public async Task A_short_journal_and_one_that_would_not_get_shorter_stay_as_they_are()
    {
        await Journals.WriteAsync(FilePath);
        var bytes = File.ReadAllBytes(FilePath);
        using (Journals.Open(FilePath))
        {
        }

        Assert.Equal(bytes, File.ReadAllBytes(FilePath));
        using (Journals.Open(FilePath, rule: Always))
        {
        }

        bytes = File.ReadAllBytes(FilePath);
        using (Journals.Open(FilePath, rule: Always))
        {
        }

        Assert.Equal(bytes, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public async Task The_limit_of_the_daemon_is_eight_mebibytes()
    {
        var entry = Journals.Entry("big", new string('a', 5 * 1024 * 1024));
        using (var journal = Journals.Open(FilePath))
        {
            await journal.RecordSignedAsync(entry, TestContext.Current.CancellationToken);
            await journal.RecordStateAsync("big", JournalState.Expired, null, TestContext.Current.CancellationToken);
            await journal.RecordSignedAsync(entry, TestContext.Current.CancellationToken);
            await journal.RecordStateAsync("big", JournalState.Completed, null, TestContext.Current.CancellationToken);
        }

        var logs = new CapturedLogs();
        using var again = Journals.Open(FilePath, logs);

        Assert.Contains("from 4 lines to 2", Assert.Single(logs.Of(174)), StringComparison.Ordinal);
        Assert.InRange(new FileInfo(FilePath).Length, 1, 1000);
        Assert.Equal(JournalState.Completed, again.Find("big")?.State);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_crash_at_any_step_leaves_one_whole_journal_or_the_other(int step)
    {
        await Journals.WriteAsync(FilePath);
        var stop = new CompactionRule
        {
            SmallestLength = 0,
            OnStep = at => Assert.False((int)at == step, "killed"),
        };

        Assert.ThrowsAny<Exception>(() => Journals.Open(FilePath, rule: stop));

        Assert.Equal(3, JournalAudit.Verify(FilePath, TestContext.Current.CancellationToken).Transactions);
        using (var journal = Journals.Open(FilePath, rule: Always))
        {
            Assert.Equal(Journals.Entry("c"), journal.Find("c"));
            Assert.Equal((JournalState.Completed, JournalState.Rejected), (journal.Find("a")!.State, journal.Find("b")!.State));
            await journal.RecordSignedAsync(Journals.Entry("d"), TestContext.Current.CancellationToken);
        }

        Assert.Equal(4, JournalAudit.Verify(FilePath, TestContext.Current.CancellationToken).Transactions);
        Assert.Equal(3, JournalAudit.Verify(FilePath + ".6.old", TestContext.Current.CancellationToken).Transactions);
        Assert.False(File.Exists(FilePath + ".new"));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Nobody_else_gets_the_journal_at_any_step(int step)
    {
        await Journals.WriteAsync(FilePath);
        var tried = 0;
        var rule = new CompactionRule
        {
            SmallestLength = 0,
            OnStep = at =>
            {
                if ((int)at == step)
                {
                    tried++;
                    Assert.Equal(KmsError.Locked, Assert.Throws<KmsException>(() => Journals.Open(FilePath)).Error);
                }
            },
        };

        using var journal = Journals.Open(FilePath, rule: rule);

        Assert.Equal(1, tried);
        Assert.Equal(KmsError.Locked, Assert.Throws<KmsException>(() => Journals.Open(FilePath)).Error);
    }

    [Theory]
    [InlineData(CompactionStep.Created)]
    [InlineData(CompactionStep.Proven)]
    [InlineData(CompactionStep.OldKept)]
    public async Task A_compaction_that_fails_before_the_new_name_leaves_the_old_journal_in_use(object step)
    {
        await Journals.WriteAsync(FilePath);
        var bytes = File.ReadAllBytes(FilePath);
        var logs = new CapturedLogs();

        using (var journal = Journals.Open(FilePath, logs, FailingAt((CompactionStep)step)))
        {
            Assert.Single(logs.Of(175));
            Assert.Equal(bytes, Journals.Bytes(FilePath));
            await journal.RecordSignedAsync(Journals.Entry("d"), TestContext.Current.CancellationToken);
        }

        using var again = Journals.Open(FilePath);
        Assert.NotNull(again.Find("d"));
    }

    [Fact]
    public async Task A_new_name_that_may_not_be_on_disk_stops_the_daemon()
    {
        await Journals.WriteAsync(FilePath);

        var exception = Assert.Throws<KmsException>(() => Journals.Open(FilePath, rule: FailingAt(CompactionStep.Renamed)));

        Assert.Equal(KmsError.InputOutput, exception.Error);
        using var again = Journals.Open(FilePath);
        Assert.NotNull(again.Find("c"));
    }

    [Fact]
    public async Task The_new_file_is_the_owners_alone()
    {
        await Journals.WriteAsync(FilePath);

        using var journal = Journals.Open(FilePath, rule: Always);

        // Windows has no such modes, and compacts nothing.
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }
    }

    [Fact]
    public async Task A_line_that_is_missing_from_a_compacted_journal_is_noticed()
    {
        await Journals.WriteAsync(FilePath);
        using (Journals.Open(FilePath, rule: Always))
        {
        }

        var lines = File.ReadAllLines(FilePath);
        File.Delete(FilePath + ".head");
        for (var left = 1; left < lines.Length; left++)
        {
            File.WriteAllText(FilePath, string.Concat(lines[..left].Select(line => line + "\n")), new UTF8Encoding(false));

            Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Journals.Open(FilePath)).Error);
        }
    }

    [Fact]
    public async Task The_old_file_in_the_place_of_the_new_one_is_noticed()
    {
        await Journals.WriteAsync(FilePath);
        using (Journals.Open(FilePath, rule: Always))
        {
        }

        File.Move(FilePath + ".6.old", FilePath, overwrite: true);

        Assert.Equal(KmsError.StoreDamaged, Assert.Throws<KmsException>(() => Journals.Open(FilePath)).Error);
    }

    [Fact]
    public async Task Pauses_that_are_long_over_are_not_carried_over_but_for_signed_transactions()
    {
        var time = new ManualTimeProvider();
        await Journals.WriteAsync(FilePath);
        using (var journal = Journals.Open(FilePath, time: time))
        {
            journal.Defer(Journals.Deferral("old", time.GetUtcNow()));
            journal.Defer(Journals.Deferral("recent", time.GetUtcNow() + TimeSpan.FromHours(1)));
            journal.Defer(Journals.Deferral("b", time.GetUtcNow()));
            for (var i = 0; i < 10; i++)
            {
                journal.Defer(Journals.Deferral("recent", time.GetUtcNow() + TimeSpan.FromHours(1)));
            }
        }

        time.Advance(TimeSpan.FromHours(25));
        using var again = Journals.Open(FilePath, rule: Always, time: time);

        Assert.Equal([false, true, true], new[] { "old", "recent", "b" }.Select(id => again.FindDeferral(id) is not null));
    }

    [Fact]
    public async Task Destinations_that_were_named_long_ago_are_not_carried_over()
    {
        var time = new ManualTimeProvider();
        await Journals.WriteAsync(FilePath);
        using (var journal = Journals.Open(FilePath, time: time))
        {
            journal.Note(new Sighting(time.GetUtcNow(), ChainId.Parse("BTC"), Network.Testnet, "old"));
            time.Advance(TimeSpan.FromDays(59));
            journal.Note(new Sighting(time.GetUtcNow(), ChainId.Parse("BTC"), Network.Testnet, "recent"));
            for (var i = 0; i < 20; i++)
            {
                journal.Defer(Journals.Deferral("a", time.GetUtcNow()));
            }
        }

        time.Advance(TimeSpan.FromDays(2));
        using var again = Journals.Open(FilePath, rule: Always, time: time);

        Assert.Equal("recent", Assert.Single(again.Sightings).Destination);
    }

    public static TheoryData<int> Steps() => [.. Enum.GetValues<CompactionStep>().Select(step => (int)step)];

    private static CompactionRule FailingAt(CompactionStep step) => new()
    {
        SmallestLength = 0,
        OnStep = at => _ = at == step ? throw new IOException("No space left on device") : at,
    };

    private static JournalEntry Claiming(string id) => Journals.Entry(id) with { Claims = ["output 1"] };
}
