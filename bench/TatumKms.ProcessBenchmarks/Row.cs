using System.Globalization;

namespace TatumKms.ProcessBenchmarks;

/// <summary>A line of the table, in Markdown.</summary>
/// <param name="What">What was done.</param>
/// <param name="Measured">What it took, with its unit.</param>
/// <param name="Limit">What it cannot do without, measured in the same run; or nothing.</param>
/// <param name="Value">The figure that the goal is about: a ratio to the limit, or the measured figure itself.</param>
/// <param name="Goal">The most, or with <paramref name="IsLeast"/> the least, that it is to be; or nothing.</param>
/// <param name="Unit">The unit of value and goal.</param>
/// <param name="IsLeast">Whether more is better.</param>
internal sealed record Row(string What, string Measured, string Limit, double? Value, double? Goal, string Unit, bool IsLeast = false)
{
    /// <summary>The head of the table.</summary>
    public const string Head = "| what | measured | limit in the same run | figure | goal |\n| --- | --- | --- | --- | --- |";

    /// <inheritdoc />
    public override string ToString()
    {
        var goal = Goal is null ? "" : $"{(IsLeast ? "≥" : "≤")} {Text(Goal)}{(IsMet ? "" : " **missed**")}";
        return $"| {What} | {Measured} | {Limit} | {Text(Value)} | {goal} |";
    }

    private bool IsMet => IsLeast ? Value >= Goal : Value <= Goal;

    private string Text(double? number) => number is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.##}{Unit}") : "";
}
