using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Daemon.Journal;

/// <summary>What the lines so far say, and what the next line must carry on from.</summary>
internal sealed class JournalMemory
{
    private static readonly string BeforeTheFirst = new('0', 2 * SHA256.HashSizeInBytes);
    private readonly Dictionary<string, JournalEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Deferral> _deferrals = new(StringComparer.Ordinal);

    private readonly Dictionary<(ChainId, Network, string), Sighting> _sightings = [];

    /// <summary>Who has signed for what only one can have.</summary>
    private readonly Dictionary<(ChainId, Network, string), string> _claims = [];

    private bool _hasGivenFacts;

    /// <summary>The number of the next line, from 1 on.</summary>
    public long NextNumber { get; private set; } = 1;

    /// <summary>The SHA-256 of the last line without its line feed, lower-case hexadecimal.</summary>
    public string LastHash { get; private set; } = BeforeTheFirst;

    /// <summary>The lines of this file; a compacted one does not begin with number 1.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines that a compacted journal still owes to its first line.</summary>
    public long Missing { get; private set; }

    public IReadOnlyCollection<JournalEntry> Entries => _entries.Values;

    public IReadOnlyCollection<Deferral> Deferrals => _deferrals.Values;

    public IReadOnlyCollection<Sighting> Sightings => _sightings.Values;

    public JournalEntry? Find(string pendingId) => _entries.GetValueOrDefault(pendingId);

    public Deferral? FindDeferral(string pendingId) => _deferrals.GetValueOrDefault(pendingId);

    public JournalEntry? FindClaim(ChainId chain, Network network, string claim) =>
        _claims.TryGetValue((chain, network, claim), out var pendingId) ? _entries[pendingId] : null;

    /// <summary>What the line behind a line carries of it.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whether a line may come next.</summary>
    public bool Accepts(JournalLine line) => line is JournalLine.CarriedOver carriedOver
        ? Lines == 0 && carriedOver is { Number: > 1, Count: >= 0 }
        : line.Number == NextNumber && line.Previous == LastHash && MayFollow(line);

    /// <summary>Whether a line may come, whatever its number, after those that are known.</summary>
    public bool MayFollow(JournalLine line) => line switch
    {
        JournalLine.Signed signed => MaySign(signed.Entry),
        JournalLine.Kept kept => Missing > 0 && !_entries.ContainsKey(kept.Entry.PendingId) && (IsDead(kept.Entry) || AreFree(kept.Entry)),
        JournalLine.Step step => Missing == 0 && _entries.TryGetValue(step.PendingId, out var entry) && JournalSteps.May(entry.State, step.State),
        JournalLine.Deferred or JournalLine.Seen => true,
        _ => false,
    };

    /// <summary>Takes in a line that <see cref="Accepts"/> let through.</summary>
    public void Add(JournalLine line, ReadOnlySpan<byte> bytes)
    {
        Missing = Math.Max(0, Missing - 1);
        switch (line)
        {
            case JournalLine.Signed signed:
                _deferrals.Remove(signed.Entry.PendingId);
                Set(signed.Entry);
                break;
            case JournalLine.Kept kept:
                Set(kept.Entry);
                break;
            case JournalLine.Step step:
                Set(After(_entries[step.PendingId], step));
                break;
            case JournalLine.Deferred deferred:
                _deferrals[deferred.Deferral.PendingId] = deferred.Deferral;
                break;
            case JournalLine.Seen seen:
                _sightings.TryAdd(KeyOf(seen.Sighting), seen.Sighting);
                break;
            case JournalLine.CarriedOver carriedOver:
                Missing = carriedOver.Count;
                break;
            default:
                throw new ArgumentException("An unknown kind of line.", nameof(line));
        }

        LastHash = HashOf(bytes);
        NextNumber = line.Number + 1;
        Lines++;
    }

    /// <summary>Forgets pauses that were over before a time; the file keeps them.</summary>
    public void ForgetDeferralsBefore(DateTimeOffset time)
    {
        foreach (var deferral in _deferrals.Values.Where(deferral => deferral.Until < time).ToArray())
        {
            _deferrals.Remove(deferral.PendingId);
        }
    }

    /// <summary>Forgets destinations that were named before a time; the file keeps them until it is compacted.</summary>
    public void ForgetSightingsBefore(DateTimeOffset time)
    {
        foreach (var sighting in _sightings.Values.Where(sighting => sighting.Time < time).ToArray())
        {
            _sightings.Remove(KeyOf(sighting));
        }
    }

    /// <summary>The entries that have facts; no entry has any from then on.</summary>
    public IReadOnlyList<JournalEntry> TakeFacts()
    {
        _hasGivenFacts = true;
        var taken = _entries.Values.Where(entry => entry.Facts is not null).ToArray();
        foreach (var entry in taken)
        {
            _entries[entry.PendingId] = entry with { Facts = null };
        }

        return taken;
    }

    private static (ChainId, Network, string) KeyOf(Sighting sighting) => (sighting.Chain, sighting.Network, sighting.Destination);

    /// <summary>Only what may go out again needs its bytes; years of others need not lie in memory.</summary>
    private static JournalEntry After(JournalEntry entry, JournalLine.Step step) =>
        entry with { State = step.State, Transaction = new SignedTransaction(step.TransactionId ?? entry.Transaction.TransactionId, "") };

    private static bool IsDead(JournalEntry entry) => entry.State is JournalState.Rejected or JournalState.Expired;

    private bool MaySign(JournalEntry entry) =>
        (!_entries.TryGetValue(entry.PendingId, out var before) || (Missing == 0 && before.State == JournalState.Expired)) && AreFree(entry);

    private bool AreFree(JournalEntry entry) => entry.Claims.All(claim => FindClaim(entry.Chain, entry.Network, claim) is null);

    private void Set(JournalEntry entry)
    {
        _entries[entry.PendingId] = _hasGivenFacts ? entry with { Facts = null } : entry;
        foreach (var claim in entry.Claims)
        {
            var key = (entry.Chain, entry.Network, claim);
            if (!IsDead(entry))
            {
                _claims[key] = entry.PendingId;
            }
            else if (_claims.GetValueOrDefault(key) == entry.PendingId)
            {
                // What was freed once may be another's by now, and that must stay its own.
                _claims.Remove(key);
            }
        }
    }
}
