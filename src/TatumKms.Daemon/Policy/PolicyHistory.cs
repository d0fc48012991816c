using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>A history over records that were read, or are noted as they come. For one thread.</summary>
public sealed class PolicyHistory : IPolicyHistory
{
    /// <summary>No window is longer; the rest is for a clock that goes wrong for a while.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>In the order of their times, so that the recent ones are found without a look at the rest.</summary>
    private readonly List<SpentRecord> _spent = [];
    private readonly Dictionary<string, SpentRecord> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpentRecord> _reserved = new(StringComparer.Ordinal);
    private readonly HashSet<(ChainId Chain, Network Network, string Destination)> _paid = [];
    private readonly Dictionary<(ChainId Chain, Network Network, string Face), List<string>> _paidByFace = [];
    private readonly Dictionary<(ChainId Chain, Network Network, string Destination), DateTimeOffset> _seen = [];

    /// <summary>Makes one of records in any order.</summary>
    public PolicyHistory(IEnumerable<SpentRecord> spent, IEnumerable<Sighting> sightings)
    {
        foreach (var record in spent)
        {
            Note(record);
        }

        foreach (var record in sightings)
        {
            Note(record);
        }
    }

    /// <summary>Makes an empty one.</summary>
    public PolicyHistory()
        : this([], [])
    {
    }

    /// <summary>
    /// Counts, in the windows alone, what is about to be signed, until it is noted or released: nobody else may use up what is left
    /// of a limit in between. A transaction is reserved once at a time.
    /// </summary>
    /// <exception cref="ArgumentException">It is reserved already.</exception>
    public void Reserve(SpentRecord record) => _reserved.Add(record.PendingId, record);

    /// <summary>Takes a reservation back; nothing happens where there is none.</summary>
    public void Release(string pendingId) => _reserved.Remove(pendingId);

    /// <summary>Adds what was signed. A record of the same id gives way: a transaction is signed anew only when it cannot get on the chain any more.</summary>
    public void Note(SpentRecord record)
    {
        Release(record.PendingId);
        if (_byId.TryGetValue(record.PendingId, out var before))
        {
            _spent.Remove(before);
        }

        _byId[record.PendingId] = record;
        _spent.Insert(FirstAfter(record.Time.UtcTicks), record);
        foreach (var destination in record.Payments.Select(payment => payment.Destination))
        {
            Pay(record.Chain, record.Network, destination);
            See(record.Time, record.Chain, record.Network, destination);
        }

        Forget(record.Time.UtcTicks - Kept.Ticks);
    }

    /// <summary>Adds a destination that was named.</summary>
    public void Note(Sighting record) => See(record.Time, record.Chain, record.Network, record.Destination);

    /// <inheritdoc />
    public IEnumerable<SpentRecord> Recent(DateTimeOffset now, TimeSpan age) => _spent.Skip(FirstAfter(now.UtcTicks - age.Ticks)).Concat(_reserved.Values);

    /// <inheritdoc />
    public bool HasPaid(ChainId chain, Network network, string destination) => _paid.Contains((chain, network, AddressText.Normalize(destination)));

    /// <inheritdoc />
    public DateTimeOffset? FirstSeen(ChainId chain, Network network, string destination) =>
        _seen.TryGetValue((chain, network, AddressText.Normalize(destination)), out var time) ? time : null;

    /// <inheritdoc />
    public IEnumerable<string> PaidLookAlikes(ChainId chain, Network network, string destination) =>
        AddressText.Face(destination) is { } face && _paidByFace.TryGetValue((chain, network, face), out var alike)
            ? alike.Where(other => !AddressText.AreSame(other, destination))
            : [];

    private void Pay(ChainId chain, Network network, string destination)
    {
        if (!_paid.Add((chain, network, AddressText.Normalize(destination))) || AddressText.Face(destination) is not { } face)
        {
            return;
        }

        var key = (chain, network, face);
        if (_paidByFace.TryGetValue(key, out var alike))
        {
            alike.Add(destination);
        }
        else
        {
            _paidByFace[key] = [destination];
        }
    }

    private void See(DateTimeOffset time, ChainId chain, Network network, string destination)
    {
        var key = (chain, network, AddressText.Normalize(destination));
        if (!_seen.TryGetValue(key, out var first) || time < first)
        {
            _seen[key] = time;
        }
    }

    /// <summary>Drops what no window will ask for again. Whom it paid stays known.</summary>
    private void Forget(long ticks)
    {
        var old = FirstAfter(ticks);
        if (old > 0 && old * 2 >= _spent.Count)
        {
            _spent.Take(old).ToList().ForEach(record => _byId.Remove(record.PendingId));
            _spent.RemoveRange(0, old);
        }
    }

    /// <summary>The place of the first record that is later.</summary>
    private int FirstAfter(long ticks)
    {
        var (low, high) = (0, _spent.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _spent[middle].Time.UtcTicks > ticks ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
