using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>The way of one chain through its rounds, on which no other chain stands in front of it.</summary>
internal sealed class ChainLane(IChain chain, BackOff backOff)
{
    private readonly Lock _lock = new();
    private bool _isBusy;
    private bool _isWanted;

    public IChain Chain => chain;

    public BackOff BackOff => backOff;

    /// <summary>The round under way, or the last one.</summary>
    public Task Round { get; set; } = Task.CompletedTask;

    /// <summary>A round begins.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            (_isBusy, _isWanted) = (true, false);
        }
    }

    /// <summary>The last thing that a round does.</summary>
    /// <returns>Whether somebody asked for a round meanwhile.</returns>
    public bool End()
    {
        lock (_lock)
        {
            _isBusy = false;
            return _isWanted;
        }
    }

    /// <summary>Whether a round is to begin now; one that is asked for while another is under way is remembered.</summary>
    public bool IsToBegin(RoundOccasion occasion)
    {
        lock (_lock)
        {
            if (_isBusy)
            {
                _isWanted |= occasion == RoundOccasion.Wish;
                return false;
            }

            return _isWanted || occasion == RoundOccasion.Wish || (occasion == RoundOccasion.Period && backOff.IsDue);
        }
    }
}
