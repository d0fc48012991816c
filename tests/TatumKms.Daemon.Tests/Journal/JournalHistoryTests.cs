using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Journal;

/// <summary>
/// Long random histories of a journal, with crashes, power losses, full disks and compactions in between, beside a plain model of
/// what must be known.
/// </summary>
public sealed class JournalHistoryTests : IDisposable
{
    private const int Steps = 10_000, Ids = 300, Outputs = 150;
    private static readonly JournalState[] States = Enum.GetValues<JournalState>();
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Dictionary<string, JournalEntry> _entries = [];
    private readonly Dictionary<string, Deferral> _deferrals = [];
    private readonly HashSet<string> _unflushed = [];

    /// <summary>Destinations that were named, and whether that is on disk.</summary>
    private readonly Dictionary<Sighting, bool> _sightings = [];

    /// <summary>What failed last to be recorded: a crash right then may leave it recorded, a later record does not.</summary>
    private JournalEntry? _doubtful;
    private FailingFileStream _disk = null!;
    private FileSigningJournal _journal = null!;
    private int _file, _compactions;

    private string FilePath => _folder.File($"{_file}.journal");

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happens_the_journal_knows_what_was_recorded(int seed)
    {
        var random = new Random(seed);
        Open(new CompactionRule());
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(100))
            {
                case < 40:
                    await SignAsync(random);
                    break;
                case < 75:
                    await AdvanceAsync(random);
                    break;
                case < 92:
                    Defer(random);
                    break;
                case < 97:
                    See(random);
                    break;
                default:
                    Reopen(random);
                    break;
            }

            Compare($"id{random.Next(Ids)}", $"output {random.Next(Outputs)}");
        }

        Assert.InRange(_compactions, 1, Steps);
        for (var i = 0; i < Ids; i++)
        {
            Compare($"id{i}", $"output {i % Outputs}");
        }
    }

    private async Task SignAsync(Random random)
    {
        var id = $"id{random.Next(Ids)}";
        var entry = Journals.Entry(id, $"{random.Next():x8}") with
        {
            Claims = [$"output {random.Next(Outputs)}"],
            Facts = random.Next(3) == 0 ? null : $$"""{"n":{{random.Next()}}}""",
        };
        var isFree = ClaimantOf(entry.Claims[0]) is null;
        if (!isFree || (_entries.TryGetValue(id, out var known) && known.State != JournalState.Expired))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => _journal.RecordSignedAsync(entry, TestContext.Current.CancellationToken));
        }
        else
        {
            await TryAsync(random, entry, () => _journal.RecordSignedAsync(entry, TestContext.Current.CancellationToken));
        }
    }

    private async Task AdvanceAsync(Random random)
    {
        var (id, state) = ($"id{random.Next(Ids)}", States[random.Next(States.Length)]);
        if (!_entries.TryGetValue(id, out var known) || !(JournalSteps.May(known.State, state) || JournalSteps.IsBehind(known.State, state)))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => _journal.RecordStateAsync(id, state, null, TestContext.Current.CancellationToken));
        }
        else if (JournalSteps.IsBehind(known.State, state))
        {
            await _journal.RecordStateAsync(id, state, null, TestContext.Current.CancellationToken);
        }
        else
        {
            var after = known with { State = state, Transaction = known.Transaction with { Payload = "" } };
            await TryAsync(random, after, () => _journal.RecordStateAsync(id, state, null, TestContext.Current.CancellationToken));
        }
    }

    private void Defer(Random random)
    {
        var id = $"id{random.Next(Ids)}";
        var deferral = Journals.Deferral(id, _time.GetUtcNow() + TimeSpan.FromMinutes(random.Next(100))) with { Attempts = random.Next(9) };
        _journal.Defer(deferral);
        if (_journal.Health.IsWritable)
        {
            _deferrals[id] = deferral;
            _unflushed.Add(id);
        }
    }

    private void See(Random random)
    {
        var sighting = new Sighting(_time.GetUtcNow() + TimeSpan.FromSeconds(random.Next(100)), ChainId.Parse("BTC"), (Network)random.Next(2), $"to {random.Next(Ids)}");
        var isNew = !_sightings.Keys.Any(seen => seen.Network == sighting.Network && seen.Destination == sighting.Destination);
        _journal.Note(sighting);
        if (_journal.Health.IsWritable && isNew)
        {
            _sightings[sighting] = false;
        }
    }

    /// <summary>Records; now and then the disk is full at that moment.</summary>
    private async Task TryAsync(Random random, JournalEntry after, Func<Task> record)
    {
        _disk.Room = random.Next(20) == 0 ? random.Next(400) : null;
        try
        {
            await record();
            _unflushed.Clear();
            _sightings.Keys.ToList().ForEach(seen => _sightings[seen] = true);
            _doubtful = null;
            Know(after);
        }
        catch (KmsException) when (_disk.Room is not null)
        {
            _doubtful = after;
        }
        finally
        {
            _disk.Room = null;
        }
    }

    private void Know(JournalEntry entry)
    {
        _entries[entry.PendingId] = entry;
        if (entry.State == JournalState.Signed)
        {
            _deferrals.Remove(entry.PendingId);
        }
    }

    /// <summary>A clean end, a killed process, or a power loss that takes what was not flushed and a part of a line.</summary>
    private void Reopen(Random random)
    {
        var kind = random.Next(3);
        if (kind == 0)
        {
            _journal.Dispose();
        }
        else
        {
            // The journal's own end would bring everything to disk.
            var kept = kind == 1 ? _disk.Length : random.NextInt64(_disk.FlushedLength, _disk.Length + 1);
            var head = JournalHead.Read(FilePath);
            var bytes = Journals.Bytes(FilePath)[..(int)kept];
            _disk.Dispose();
            _file++;
            File.WriteAllBytes(FilePath, bytes);
            head?.Write(FilePath);
        }

        Open(random.Next(4) == 0 ? new CompactionRule { SmallestLength = 0 } : new CompactionRule());

        if (kind != 0 && _doubtful is not null && Shown(_journal.Find(_doubtful.PendingId)) == Shown(_doubtful))
        {
            Know(_doubtful);
        }

        // A pause may be lost with the power, or go back to the one before; nothing else may.
        foreach (var id in kind == 2 ? [.. _unflushed] : Array.Empty<string>())
        {
            _deferrals.Remove(id);
            if (_journal.FindDeferral(id) is { } left)
            {
                _deferrals[id] = left;
            }
        }

        foreach (var (seen, isFlushed) in _sightings.Where(seen => kind == 2 && !seen.Value && !_journal.Sightings.Contains(seen.Key)).ToArray())
        {
            Assert.False(isFlushed);
            _sightings.Remove(seen);
        }

        _sightings.Keys.ToList().ForEach(seen => _sightings[seen] = true);
        _unflushed.Clear();
        _doubtful = null;
    }

    private void Open(CompactionRule rule)
    {
        if (rule.SmallestLength == 0)
        {
            var logs = new CapturedLogs();
            Journals.Open(FilePath, logs, rule, _time).Dispose();
            _compactions += logs.Of(174).Count;
        }

        _disk = new FailingFileStream(FilePath);
        _journal = Journals.Open(new JournalFile(FilePath, _disk), time: _time);
    }

    private void Compare(string id, string output)
    {
        Assert.Equal(Shown(_entries.GetValueOrDefault(id)), Shown(_journal.Find(id)));
        Assert.Equal(ClaimantOf(output), _journal.FindClaim(ChainId.Parse("BTC"), Network.Testnet, output)?.PendingId);
        Assert.Equal(_deferrals.GetValueOrDefault(id), _journal.FindDeferral(id));
        Assert.Equal(_sightings.Keys.ToHashSet(), _journal.Sightings.ToHashSet());
    }

    private string? ClaimantOf(string output) => _entries.Values
        .SingleOrDefault(entry => entry.Claims.Contains(output) && entry.State is not (JournalState.Rejected or JournalState.Expired))?.PendingId;

    private static string Shown(JournalEntry? entry) =>
        entry is null ? "nothing" : $"{entry with { Claims = [] }} {string.Join(',', entry.Claims)}";
}
