using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>What the lines so far say, and what the next line must carry on from.</summary>
internal sealed class JournalMemory
{
    private static readonly string BeforeTheFirst = new('0', 2 * SHA256.HashSizeInBytes);
    private readonly Dictionary<string, JournalEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The number of the next line, from 1 on.</summary>
    public long NextNumber { get; private set; } = 1;

    /// <summary>The SHA-256 of the last line without its line feed, lower-case hexadecimal.</summary>
    public string LastHash { get; private set; } = BeforeTheFirst;

    public JournalEntry? Find(string pendingId) => _entries.GetValueOrDefault(pendingId);

    /// <summary>Whether a line may come next.</summary>
    public bool Accepts(JournalLine line) =>
        line.Number == NextNumber
        && line.Previous == LastHash
        && (line is JournalLine.Signed) != _entries.ContainsKey(line.PendingId);

    /// <summary>Takes in a line that <see cref="Accepts"/> let through.</summary>
    public void Add(JournalLine line, ReadOnlySpan<byte> bytes)
    {
        _entries[line.PendingId] = line switch
        {
            JournalLine.Signed signed => signed.Entry,
            JournalLine.Step step => After(_entries[line.PendingId], step.State),
            _ => throw new ArgumentException("An unknown kind of line.", nameof(line)),
        };
        LastHash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        NextNumber++;
    }

    /// <summary>Only what may go out again needs its bytes; years of others need not lie in memory.</summary>
    private static JournalEntry After(JournalEntry entry, JournalState state) =>
        entry with { State = state, Transaction = entry.Transaction with { Payload = "" } };
}
