namespace TatumKms.Chains.Tests.Sol;

/// <summary>A clock on which every pause is over at once, and written down.</summary>
internal sealed class SwiftTime : TimeProvider
{
    public List<TimeSpan> Pauses { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Pauses.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
