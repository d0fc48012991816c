using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using TatumKms.Benchmarks.Cases;

namespace TatumKms.Benchmarks.Reports;

/// <summary>How many bare signatures' time each signature of a transaction took: those of libsecp256k1, or of the Ed25519 engine.</summary>
internal sealed class LimitColumn : IColumn
{
    public string Id => nameof(LimitColumn);

    public string ColumnName => "x bare sign";

    public string Legend => "Median by the number of signatures, divided by the median of the bare signature on the same curve";

    public bool AlwaysShow => false;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(benchmark => CaseOf(benchmark) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (CaseOf(benchmarkCase) is not { } signing || MedianOf(summary, benchmarkCase) is not { } median)
        {
            return "-";
        }

        var limit = signing.Curve == Curve.Ed25519 ? nameof(Sign.BareEd25519Sign) : nameof(Sign.BareEcdsaSign);
        var bare = summary.BenchmarksCases.FirstOrDefault(candidate => candidate.Descriptor.WorkloadMethod.Name == limit);
        return bare is not null && MedianOf(summary, bare) is { } least
            ? (median / signing.Signatures / least).ToString("0.00", CultureInfo.InvariantCulture)
            : "-";
    }

    private static SigningCase? CaseOf(BenchmarkCase benchmark) =>
        benchmark.Descriptor.Type == typeof(Sign) ? benchmark.Parameters.Items.Select(item => item.Value).OfType<SigningCase>().FirstOrDefault() : null;

    // A pause of the machine moves the mean, but not the median.
    private static double? MedianOf(Summary summary, BenchmarkCase benchmark) => summary[benchmark]?.ResultStatistics?.Median;
}
