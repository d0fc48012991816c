using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace TatumKms.ProcessBenchmarks.Limits;

/// <summary>POSTs over loopback and nothing else, by a process of its own as the daemon is one.</summary>
internal static class BarePosts
{
    private const int WarmUp = 0;

    /// <summary>Has a child process send so many, and returns how many a second arrived.</summary>
    /// <param name="api">Where to.</param>
    /// <param name="count">How many.</param>
    /// <param name="atATime">How many are under way at once.</param>
    public static async Task<double> MeasureAsync(LoopbackApi api, long count, int atATime)
    {
        api.Begin();
        using var child = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!,
            [.. OwnAssembly(), "post", api.Url.ToString(), count.ToString(CultureInfo.InvariantCulture), atATime.ToString(CultureInfo.InvariantCulture)]))!;
        await child.WaitForExitAsync();
        return api.Requests == count ? count / api.Span.TotalSeconds : throw new InvalidOperationException("Not all bare requests arrived.");
    }

    /// <summary>What the child process does: some uncounted ones, until its code is compiled, and then those that count.</summary>
    public static async Task SendAsync(Uri url, int count, int atATime)
    {
        using var client = new HttpClient();
        foreach (var (path, times) in new[] { (LoopbackApi.WarmUpPath, WarmUp), (LoopbackApi.BarePath, count) })
        {
            var target = new Uri(url, path);
            await Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = atATime }, async (_, cancellationToken) => await PostAsync(client, target, cancellationToken));
        }
    }

    private static async Task PostAsync(HttpClient client, Uri url, CancellationToken cancellationToken)
    {
        // As large as the broadcast of a transfer.
        using var content = new ByteArrayContent(new byte[320]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await client.PostAsync(url, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    // Started by "dotnet x.dll", the process is dotnet.
    private static IEnumerable<string> OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(BarePosts).Assembly.Location] : [];
}
