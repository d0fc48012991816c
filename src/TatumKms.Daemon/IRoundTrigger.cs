namespace TatumKms.Daemon;

/// <summary>Makes rounds begin before their time.</summary>
public interface IRoundTrigger
{
    /// <summary>Wakes the loops: a round begins at once, or right after the one that is under way.</summary>
    void PollNow();
}
