using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>Lets three requests of ten go wrong, each in one of eight ways. The same seed makes the same choices in the same order.</summary>
/// <param name="seed">Any number.</param>
/// <param name="sparesApprover">Whether the second pair of eyes always answers: without its yes the daemon waits half a minute and more.</param>
internal sealed class SoakFaults(int seed, bool sparesApprover)
{
    private const double Share = 0.3;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(50);
    private static readonly Dictionary<string, string> ComeBack = new() { ["Retry-After"] = "1" };

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private int _chosen;

    /// <summary>How many faults there were.</summary>
    public int Chosen => _chosen;

    public SandboxFault? Choose(string method, string path)
    {
        lock (_lock)
        {
            if ((sparesApprover && path.StartsWith("/4eye/", StringComparison.Ordinal)) || _random.NextDouble() >= Share)
            {
                return null;
            }

            _chosen++;
            return _random.Next(8) switch
            {
                0 => new SandboxFault.Delay(path, LongestDelay * _random.NextDouble()),
                1 => new SandboxFault.Drop(path, AfterHandling: false),
                2 => new SandboxFault.Drop(path, AfterHandling: true) { LeavesPending = _random.Next(2) == 0 },
                3 => new SandboxFault.Twice(path),
                4 => new SandboxFault.Answer(path, 500, """{"statusCode":500,"errorCode":"unknown"}"""),
                5 => new SandboxFault.Answer(path, 500, """{"statusCode":500,"errorCode":"unknown"}""") { AfterHandling = true, LeavesPending = _random.Next(2) == 0 },
                6 => new SandboxFault.Answer(path, 429, """{"statusCode":429}""") { Headers = ComeBack },
                _ => new SandboxFault.NotCompleted(path),
            };
        }
    }
}
