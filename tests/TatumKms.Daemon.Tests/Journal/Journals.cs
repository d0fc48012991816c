using System.Security.Cryptography;
using System.Text;
using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Journal;

/// <summary>Entries and opened journals for the tests of the journal.</summary>
internal static class Journals
{
    public static FileSigningJournal Open(string path, CapturedLogs? logs = null, CompactionRule? rule = null, TimeProvider? time = null) =>
        Open(JournalFile.Open(path), logs, rule, time);

    public static FileSigningJournal Open(JournalFile file, CapturedLogs? logs = null, CompactionRule? rule = null, TimeProvider? time = null) =>
        FileSigningJournal.Open(
            file, rule ?? new CompactionRule(), time ?? new ManualTimeProvider(), (logs ?? new CapturedLogs()).Logger<FileSigningJournal>());

    public static JournalEntry Entry(string id, string payload = "00aa") => new(
        id,
        ChainId.Parse("BTC"),
        Network.Testnet,
        "digest of " + id,
        new SignedTransaction("tx of " + id, payload),
        new Delivery.Broadcast("/v3/bitcoin/broadcast"),
        JournalState.Signed);

    public static Deferral Deferral(string id, DateTimeOffset? until = null) =>
        new(id, "digest of " + id, 1, until ?? new DateTimeOffset(2026, 1, 1, 0, 0, 30, TimeSpan.Zero), DeferralKind.Refused, "because", IsTold: false);

    /// <summary>Three transactions, two of them further than signed: six lines.</summary>
    public static async Task WriteAsync(string path)
    {
        using var journal = Open(path);
        await journal.RecordSignedAsync(Entry("a"), CancellationToken.None);
        await journal.RecordStateAsync("a", JournalState.Accepted, null, CancellationToken.None);
        await journal.RecordStateAsync("a", JournalState.Completed, null, CancellationToken.None);
        await journal.RecordSignedAsync(Entry("b"), CancellationToken.None);
        await journal.RecordStateAsync("b", JournalState.Rejected, null, CancellationToken.None);
        await journal.RecordSignedAsync(Entry("c"), CancellationToken.None);
    }

    /// <summary>Lets the file that says where the journal ends know of its first line only, as a crash may.</summary>
    public static void LagBehind(string path) => HeadOf(path, 1).Write(path);

    /// <summary>What that file says when the journal ends with one of its lines.</summary>
    public static JournalHead HeadOf(string path, int line) =>
        new(line, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(path)).Split('\n')[line - 1]))));

    /// <summary>The journal's bytes, also while it is open.</summary>
    public static byte[] Bytes(string path)
    {
        using var stream = JournalFile.OpenToRead(path);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
