using System.Globalization;
using System.Runtime.InteropServices;

namespace TatumKms.ProcessBenchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>One line: date, processor, cores, system, runtime, load.</summary>
    public static string Describe()
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1];
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {processor}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load {load}");
    }
}
