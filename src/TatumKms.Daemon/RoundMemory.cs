using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>Remembers how the last round ended, so that what is the same again is not logged and reported again.</summary>
internal sealed class RoundMemory
{
    private Dictionary<string, SigningOutcome> _outcomes = [];

    /// <summary>Those that did not end this way in the last round.</summary>
    public IReadOnlyList<SigningOutcome> TakeNews(IReadOnlyList<SigningOutcome> outcomes)
    {
        var news = outcomes.Where(outcome => _outcomes.GetValueOrDefault(outcome.PendingId) != outcome).ToArray();
        _outcomes = outcomes.GroupBy(outcome => outcome.PendingId).ToDictionary(same => same.Key, same => same.Last());
        return news;
    }

    /// <summary>Lets them be news in the next round, too.</summary>
    public void Forget(IEnumerable<SigningOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            _outcomes.Remove(outcome.PendingId);
        }
    }
}
