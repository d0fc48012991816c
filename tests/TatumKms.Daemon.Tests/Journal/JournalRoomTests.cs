using System.Globalization;
using TatumKms.Core;
using TatumKms.Daemon.Journal;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.Journal;

/// <summary>What a stranger can have written down, destinations and refused ids, has an end; what counts does not give way to it.</summary>
public sealed class JournalRoomTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly FileSigningJournal _journal;

    public JournalRoomTests() => _journal = Journals.Open(_folder.File("signing.journal"), time: _time);

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_flood_of_destinations_ends_and_gives_way_to_new_ones_when_it_is_old_and_they_are_not()
    {
        for (var i = 1; i < FileSigningJournal.MostSightings; i++)
        {
            Note(i.ToString(CultureInfo.InvariantCulture));
        }

        _time.Advance(TimeSpan.FromDays(59));
        Note("recent");
        Note("one too many");
        Assert.Equal(FileSigningJournal.MostSightings, _journal.Sightings.Count);

        _time.Advance(TimeSpan.FromDays(2));
        Note("later");

        Assert.Equal(["later", "recent"], _journal.Sightings.Select(sighting => sighting.Destination).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_pause_that_is_known_grows_also_when_there_is_no_room_for_another()
    {
        for (var i = 0; i < FileSigningJournal.MostDeferrals; i++)
        {
            _journal.Defer(Journals.Deferral($"id{i}", _time.GetUtcNow()));
        }

        _journal.Defer(Journals.Deferral("id1", _time.GetUtcNow()) with { Attempts = 2 });

        Assert.Equal(2, _journal.FindDeferral("id1")!.Attempts);
    }

    [Fact]
    public async Task What_is_recorded_as_signed_is_signed_whatever_it_calls_itself()
    {
        await _journal.RecordSignedAsync(Journals.Entry("a") with { State = JournalState.Completed }, CancellationToken.None);

        Assert.Equal(JournalState.Signed, _journal.Find("a")!.State);
    }

    private void Note(string destination) => _journal.Note(new Sighting(_time.GetUtcNow(), ChainId.Parse("BTC"), Network.Mainnet, destination));
}
