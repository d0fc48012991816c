using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;

namespace TatumKms.Daemon.Tests.Journal;

public sealed class FileSigningJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string FilePath => _folder.File("signing.journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_recorded_is_there_when_it_is_opened_again()
    {
        await Journals.WriteAsync(FilePath);

        using var journal = Journals.Open(FilePath);

        Assert.Equal(Journals.Entry("c"), journal.Find("c"));
        Assert.Equal(JournalState.Completed, journal.Find("a")?.State);
        Assert.Equal(JournalState.Rejected, journal.Find("b")?.State);
        Assert.Null(journal.Find("d"));
    }

    [Fact]
    public async Task A_withdrawal_is_read_as_one()
    {
        var entry = Journals.Entry("w") with { Delivery = new Delivery.OffchainWithdrawal("w1") { ChainPath = "/v3/x/broadcast" }, Network = Network.Mainnet };
        using (var journal = Journals.Open(FilePath))
        {
            await journal.RecordSignedAsync(entry, TestContext.Current.CancellationToken);
        }

        using var again = Journals.Open(FilePath);
        Assert.Equal(entry, again.Find("w"));
    }

    [Fact]
    public async Task Each_line_carries_its_number_and_the_hash_of_the_line_before()
    {
        await Journals.WriteAsync(FilePath);

        var previous = new string('0', 64);
        var number = 0;
        foreach (var line in File.ReadAllLines(FilePath))
        {
            var json = JsonDocument.Parse(line).RootElement;
            Assert.Equal(++number, json.GetProperty("seq").GetInt64());
            Assert.Equal(previous, json.GetProperty("previous").GetString());
            Assert.Equal("2026-01-01T00:00:00+00:00", json.GetProperty("time").GetString());
            previous = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
        }

        Assert.Equal(6, number);
    }

    [Fact]
    public async Task The_bytes_of_a_settled_transaction_stay_in_the_file_only()
    {
        await Journals.WriteAsync(FilePath);

        using var journal = Journals.Open(FilePath);

        Assert.Equal(("", "00aa"), (journal.Find("a")!.Transaction.Payload, journal.Find("c")!.Transaction.Payload));
    }

    [Fact]
    public async Task A_line_that_a_crash_cut_short_is_removed_with_a_warning()
    {
        await Journals.WriteAsync(FilePath);
        var whole = File.ReadAllBytes(FilePath);
        var lastLine = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;

        for (var length = lastLine; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Journals.LagBehind(FilePath);
            var logs = new CapturedLogs();
            using (var journal = Journals.Open(FilePath, logs))
            {
                Assert.Null(journal.Find("c"));
                Assert.Equal(length == lastLine ? 0 : 1, logs.Of(125).Count);
                await journal.RecordSignedAsync(Journals.Entry("d"), TestContext.Current.CancellationToken);
            }

            using var again = Journals.Open(FilePath);
            Assert.Equal(Journals.Entry("d"), again.Find("d"));
        }
    }

    [Fact]
    public async Task A_changed_byte_anywhere_but_in_the_last_line_is_noticed()
    {
        await Journals.WriteAsync(FilePath);
        var whole = File.ReadAllBytes(FilePath);
        var lastLine = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;

        for (var i = 0; i < lastLine; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 1;
            File.WriteAllBytes(FilePath, changed);

            AssertDamaged();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_line_that_is_missing_is_noticed(int index)
    {
        await Journals.WriteAsync(FilePath);
        File.WriteAllLines(FilePath, File.ReadAllLines(FilePath).Where((_, i) => i != index));

        AssertDamaged();
    }

    [Fact]
    public async Task Lines_in_another_order_are_noticed()
    {
        await Journals.WriteAsync(FilePath);
        File.WriteAllLines(FilePath, File.ReadAllLines(FilePath).Reverse());

        AssertDamaged();
    }

    [Fact]
    public async Task A_line_that_is_there_twice_is_noticed()
    {
        await Journals.WriteAsync(FilePath);
        File.AppendAllLines(FilePath, [File.ReadAllLines(FilePath)[^1]]);

        AssertDamaged();
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("{}\n")]
    [InlineData("hello\n")]
    [InlineData("null\n")]
    public void Another_file_is_not_taken_for_a_journal(string content)
    {
        File.WriteAllText(FilePath, content);

        AssertDamaged();
        Assert.Equal(content, File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_second_one_on_the_same_file_is_locked_out()
    {
        using (Journals.Open(FilePath))
        {
            Assert.Equal(KmsError.Locked, Assert.Throws<KmsException>(() => Journals.Open(FilePath)).Error);
        }

        using var afterwards = Journals.Open(FilePath);
    }

    [Fact]
    public void The_file_and_its_folder_are_the_owners_alone()
    {
        var path = _folder.File(Path.Combine("new", "signing.journal"));

        using var journal = Journals.Open(path);

        // Windows has no such modes.
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(owners, File.GetUnixFileMode(path));
            Assert.Equal(owners | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }
    }

    [Fact]
    public void A_path_that_cannot_be_opened_is_an_error_of_input_and_output()
    {
        Directory.CreateDirectory(FilePath);

        Assert.Equal(KmsError.InputOutput, Assert.Throws<KmsException>(() => Journals.Open(FilePath)).Error);
    }

    [Fact]
    public async Task A_transaction_is_recorded_as_signed_once()
    {
        using var journal = Journals.Open(FilePath);
        await journal.RecordSignedAsync(Journals.Entry("a"), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => journal.RecordSignedAsync(Journals.Entry("a", "other"), TestContext.Current.CancellationToken));
        Assert.Equal("00aa", journal.Find("a")?.Transaction.Payload);
    }

    [Fact]
    public async Task A_step_of_what_was_never_signed_is_not_recorded()
    {
        using var journal = Journals.Open(FilePath);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => journal.RecordStateAsync("a", JournalState.Accepted, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_same_step_again_writes_nothing()
    {
        await Journals.WriteAsync(FilePath);
        var before = File.ReadAllBytes(FilePath);
        using (var journal = Journals.Open(FilePath))
        {
            await journal.RecordStateAsync("a", JournalState.Completed, null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public async Task Records_from_many_threads_keep_the_chain()
    {
        using (var journal = Journals.Open(FilePath))
        {
            await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (i, token) =>
            {
                await journal.RecordSignedAsync(Journals.Entry($"id{i}"), token);
                await journal.RecordStateAsync($"id{i}", JournalState.Accepted, null, token);
            });
        }

        using var again = Journals.Open(FilePath);
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(JournalState.Accepted, again.Find($"id{i}")?.State));
    }

    private void AssertDamaged()
    {
        var exception = Assert.Throws<KmsException>(() => Journals.Open(FilePath));
        Assert.Equal(KmsError.StoreDamaged, exception.Error);
    }
}
