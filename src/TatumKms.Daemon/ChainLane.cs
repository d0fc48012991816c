using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>The way of one chain through its rounds, on which no other chain stands in front of it.</summary>
internal sealed class ChainLane(IChain chain, BackOff backOff)
{
    private volatile bool _isBusy;

    public IChain Chain => chain;

    public BackOff BackOff => backOff;

    /// <summary>The round under way, or the last one.</summary>
    public Task Round { get; set; } = Task.CompletedTask;

    /// <summary>Whether a round is under way; its last thing is to say that it is not.</summary>
    public bool IsBusy
    {
        get => _isBusy;
        set => _isBusy = value;
    }

    /// <summary>Whether somebody asked for a round while one was under way: then the next waits for no back-off.</summary>
    public bool IsWanted { get; set; }
}
