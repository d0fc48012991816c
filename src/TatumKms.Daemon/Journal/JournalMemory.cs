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

    /// <summary>Who has signed for what only one can have.</summary>
    private readonly Dictionary<(ChainId, Network, string), string> _claims = [];

    public JournalEntry? Find(string pendingId) => _entries.GetValueOrDefault(pendingId);

    public JournalEntry? FindClaim(ChainId chain, Network network, string claim) =>
        _claims.TryGetValue((chain, network, claim), out var pendingId) ? _entries[pendingId] : null;

    /// <summary>Whether a line may come next.</summary>
    public bool Accepts(JournalLine line) =>
        line.Number == NextNumber
        && line.Previous == LastHash
        && (line is JournalLine.Signed signed ? MaySign(signed.Entry) : _entries.ContainsKey(line.PendingId));

    /// <summary>Takes in a line that <see cref="Accepts"/> let through.</summary>
    public void Add(JournalLine line, ReadOnlySpan<byte> bytes)
    {
        var entry = line switch
        {
            JournalLine.Signed signed => signed.Entry,
            JournalLine.Step step => After(_entries[line.PendingId], step),
            _ => throw new ArgumentException("An unknown kind of line.", nameof(line)),
        };
        _entries[line.PendingId] = entry;
        foreach (var claim in entry.Claims)
        {
            if (IsDead(entry))
            {
                _claims.Remove((entry.Chain, entry.Network, claim));
            }
            else
            {
                _claims[(entry.Chain, entry.Network, claim)] = entry.PendingId;
            }
        }

        LastHash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        NextNumber++;
    }

    /// <summary>Only what may go out again needs its bytes; years of others need not lie in memory.</summary>
    private static JournalEntry After(JournalEntry entry, JournalLine.Step step) =>
        entry with { State = step.State, Transaction = new SignedTransaction(step.TransactionId ?? entry.Transaction.TransactionId, "") };

    private static bool IsDead(JournalEntry entry) => entry.State is JournalState.Rejected or JournalState.Expired;

    private bool MaySign(JournalEntry entry) =>
        (!_entries.TryGetValue(entry.PendingId, out var before) || before.State == JournalState.Expired)
        && entry.Claims.All(claim => FindClaim(entry.Chain, entry.Network, claim) is null);
}
