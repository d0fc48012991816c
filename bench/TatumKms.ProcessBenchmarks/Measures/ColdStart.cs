namespace TatumKms.ProcessBenchmarks.Measures;

/// <summary>How long the executable takes to say something.</summary>
internal static class ColdStart
{
    private const int Runs = 15;
    private const double Goal = 60;

    /// <summary>Times <c>--help</c>.</summary>
    public static async IAsyncEnumerable<Row> RunAsync(Executable executable)
    {
        using var folder = new Folder();
        await executable.RunAsync(folder.Path, null, "--help");
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            times.Add((await executable.RunAsync(folder.Path, null, "--help")).Time.TotalMilliseconds);
        }

        yield return new Row($"`--help`, whole process, median of {Runs}", Run.Milliseconds(Run.Median(times)), "", Run.Median(times), Goal, " ms");
    }
}
