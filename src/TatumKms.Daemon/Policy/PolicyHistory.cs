using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>A history over records that were read, or are noted as they come. For one thread.</summary>
public sealed class PolicyHistory : IPolicyHistory
{
    /// <summary>In the order of their times, so that the recent ones are found without a look at the rest.</summary>
    private readonly List<SpentRecord> _spent = [];
    private readonly Dictionary<string, SpentRecord> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(ChainId Chain, Network Network), Dictionary<string, string>> _paid = [];
    private readonly Dictionary<(ChainId Chain, Network Network, string Destination), DateTimeOffset> _seen = [];

    /// <summary>Makes one of records in any order.</summary>
    public PolicyHistory(IEnumerable<SpentRecord> spent, IEnumerable<SightingRecord> sightings)
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

    /// <summary>Adds what was signed. A record of the same id gives way: a transaction is signed anew only when it cannot get on the chain any more.</summary>
    public void Note(SpentRecord record)
    {
        if (_byId.TryGetValue(record.PendingId, out var before))
        {
            _spent.Remove(before);
        }

        _byId[record.PendingId] = record;
        _spent.Insert(FirstAfter(record.Time.UtcTicks), record);
        foreach (var payment in record.Payments)
        {
            Paid(record.Chain, record.Network).TryAdd(AddressText.Normalize(payment.Destination), payment.Destination);
            See(record.Time, record.Chain, record.Network, payment.Destination);
        }
    }

    /// <summary>Adds a destination that was named.</summary>
    public void Note(SightingRecord record) => See(record.Time, record.Chain, record.Network, record.Destination);

    /// <inheritdoc />
    public IEnumerable<SpentRecord> Recent(DateTimeOffset now, TimeSpan age) => _spent.Skip(FirstAfter(now.UtcTicks - age.Ticks));

    /// <inheritdoc />
    public bool HasPaid(ChainId chain, Network network, string destination) => Paid(chain, network).ContainsKey(AddressText.Normalize(destination));

    /// <inheritdoc />
    public DateTimeOffset? FirstSeen(ChainId chain, Network network, string destination) =>
        _seen.TryGetValue((chain, network, AddressText.Normalize(destination)), out var time) ? time : null;

    /// <inheritdoc />
    public IEnumerable<string> PaidDestinations(ChainId chain, Network network) => Paid(chain, network).Values;

    private Dictionary<string, string> Paid(ChainId chain, Network network) =>
        _paid.TryGetValue((chain, network), out var paid) ? paid : _paid[(chain, network)] = new Dictionary<string, string>(StringComparer.Ordinal);

    private void See(DateTimeOffset time, ChainId chain, Network network, string destination)
    {
        var key = (chain, network, AddressText.Normalize(destination));
        if (!_seen.TryGetValue(key, out var first) || time < first)
        {
            _seen[key] = time;
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
