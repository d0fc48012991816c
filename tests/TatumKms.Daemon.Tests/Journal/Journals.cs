using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Journal;

/// <summary>Entries and opened journals for the tests of the journal.</summary>
internal static class Journals
{
    public static FileSigningJournal Open(string path, CapturedLogs? logs = null) =>
        FileSigningJournal.Open(path, new ManualTimeProvider(), (logs ?? new CapturedLogs()).Logger<FileSigningJournal>());

    public static JournalEntry Entry(string id, string payload = "00aa") => new(
        id,
        ChainId.Parse("BTC"),
        Network.Testnet,
        "digest of " + id,
        new SignedTransaction("tx of " + id, payload),
        new Delivery.Broadcast("/v3/bitcoin/broadcast"),
        JournalState.Signed);

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
}
