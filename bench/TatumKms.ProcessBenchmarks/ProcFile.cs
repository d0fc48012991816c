using System.Globalization;

namespace TatumKms.ProcessBenchmarks;

/// <summary>What Linux tells about a process (proc(5)).</summary>
internal static class ProcFile
{
    /// <summary>The ticks of utime and stime in a second: what sysconf(_SC_CLK_TCK) says on every Linux.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>A figure of /proc/PID/status in 10^6 bytes; nothing when the process is gone.</summary>
    public static double? TryReadMemory(int process, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(name + ':', StringComparison.Ordinal));
            return line is null ? null : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The processor time that a process has used so far, in user space and in the kernel.</summary>
    public static TimeSpan ProcessorTime(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
    }
}
