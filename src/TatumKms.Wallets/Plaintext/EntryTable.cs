using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Wallets.Plaintext;

/// <summary>Where each entry lies in the plaintext, in the order in which they stand, and found by its id.</summary>
/// <remarks>
/// Arrays, and not the framework's collections: a list or a dictionary of a value type of ours is compiled at each start of the program,
/// which takes longer than to read a small store.
/// </remarks>
internal sealed class EntryTable
{
    private const int LeastRoom = 16;

    /// <summary>The entries, and for each the one that was in its bucket before.</summary>
    private EntryLocation[] _entries = new EntryLocation[LeastRoom];
    private int[] _before = new int[LeastRoom];

    /// <summary>For each bucket its last entry.</summary>
    private int[] _buckets = NewBuckets(LeastRoom);

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>An entry by its position.</summary>
    public ref readonly EntryLocation this[int position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(position);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
            return ref _entries[position];
        }
    }

    /// <summary>Adds an entry behind the others, unless its id is there.</summary>
    public bool TryAdd(in EntryLocation entry)
    {
        if (Find(entry.Id) is not null)
        {
            return false;
        }

        if (Count == _entries.Length)
        {
            Grow();
        }

        _entries[Count] = entry;
        Link(Count++);
        return true;
    }

    /// <summary>The position of an entry, or nothing.</summary>
    public int? Find(SignatureId id)
    {
        var position = _buckets[BucketOf(id)];
        while (position >= 0 && _entries[position].Id != id)
        {
            position = _before[position];
        }

        return position >= 0 ? position : null;
    }

    private static int[] NewBuckets(int count)
    {
        var buckets = new int[count];
        Array.Fill(buckets, -1);
        return buckets;
    }

    // As many buckets as there is room for entries, a power of two. The random bits of a UUID are spread over all of its words.
    private int BucketOf(SignatureId id) => id.Value.GetHashCode() & (_buckets.Length - 1);

    private void Link(int position)
    {
        ref var bucket = ref _buckets[BucketOf(_entries[position].Id)];
        (_before[position], bucket) = (bucket, position);
    }

    private void Grow()
    {
        var room = (int)BitOperations.RoundUpToPowerOf2((uint)_entries.Length + 1);
        Array.Resize(ref _entries, room);
        Array.Resize(ref _before, room);
        _buckets = NewBuckets(room);
        for (var position = 0; position < Count; position++)
        {
            Link(position);
        }
    }
}
