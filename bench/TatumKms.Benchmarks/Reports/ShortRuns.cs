using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using TatumKms.Benchmarks.Native;

namespace TatumKms.Benchmarks.Reports;

/// <summary>Eight iterations of a tenth of a second each, so that all families take minutes, not hours.</summary>
internal sealed class ShortRuns : ManualConfig
{
    public ShortRuns()
    {
        // Within this process: the projects that BenchmarkDotNet would generate for processes of their own inherit the
        // repository's rules, and their code, which has no XML comments, does not build under them.
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithLaunchCount(1)
            .WithWarmupCount(3)
            .WithIterationCount(8)
            .WithIterationTime(TimeInterval.FromMilliseconds(100)));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddColumn(StatisticColumn.Min, StatisticColumn.Median, new LimitColumn());
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddFilter(new SimpleFilter(Availability.IsAvailable));
        WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared));
        WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40));
        WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
    }
}
