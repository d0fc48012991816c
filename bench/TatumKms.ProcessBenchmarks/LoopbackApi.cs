using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.ProcessBenchmarks;

/// <summary>
/// The least that answers a daemon which signs for ETH, and bare POSTs beside it, on a real loopback socket: it shall cost as little
/// as it can, since it shares the machine with what is measured.
/// </summary>
internal sealed class LoopbackApi : IAsyncDisposable
{
    /// <summary>Where bare POSTs go.</summary>
    public const string BarePath = "/bare";

    /// <summary>Where requests go that are not counted.</summary>
    public const string WarmUpPath = "/warm-up";

    private static readonly byte[] Accepted = "{\"ok\":true}"u8.ToArray();
    private readonly WebApplication _application;
    private readonly TimeSpan _latency;
    private readonly ConcurrentDictionary<string, byte[]> _lists = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _broadcast = new(StringComparer.Ordinal);
    private long _requests, _first, _last;

    private LoopbackApi(WebApplication application, TimeSpan latency) => (_application, _latency) = (application, latency);

    /// <summary>Its address.</summary>
    public Uri Url => new(_application.Urls.First());

    /// <summary>How many requests came since the last <see cref="Begin"/>.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>From when the first of them came until the last was answered.</summary>
    public TimeSpan Span => Stopwatch.GetElapsedTime(Interlocked.Read(ref _first), Interlocked.Read(ref _last));

    /// <summary>How many transactions were sent, each counted once.</summary>
    public int Transactions => _broadcast.Count;

    /// <summary>Listens on a port of its own.</summary>
    /// <param name="latency">How long each answer takes.</param>
    public static async Task<LoopbackApi> StartAsync(TimeSpan latency)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var api = new LoopbackApi(application, latency);
        application.Run(api.AnswerAsync);
        await application.StartAsync();
        return api;
    }

    /// <summary>Counts anew.</summary>
    public void Begin()
    {
        _broadcast.Clear();
        Interlocked.Exchange(ref _requests, 0);
        Interlocked.Exchange(ref _first, 0);
    }

    /// <summary>Says what waits on a chain: a JSON array.</summary>
    public void SetPending(string chain, byte[] list) => _lists[$"/v3/kms/pending/{chain}"] = list;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var isCounted = context.Request.Path != WarmUpPath;
        if (isCounted)
        {
            Interlocked.CompareExchange(ref _first, Stopwatch.GetTimestamp(), 0);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (_latency > TimeSpan.Zero)
        {
            await Task.Delay(_latency);
        }

        context.Response.ContentType = "application/json";
        var answer = AnswerTo(context.Request.Path.Value!, body);
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
        if (isCounted)
        {
            Interlocked.Increment(ref _requests);
            Interlocked.Exchange(ref _last, Stopwatch.GetTimestamp());
        }
    }

    private byte[] AnswerTo(string path, MemoryStream body) => path switch
    {
        BarePath or WarmUpPath => Accepted,
        _ when path.StartsWith("/v3/kms/pending/", StringComparison.Ordinal) => _lists.GetValueOrDefault(path) ?? "[]"u8.ToArray(),
        _ when path.Contains("/count/", StringComparison.Ordinal) => "0"u8.ToArray(),
        _ when path.EndsWith("/broadcast", StringComparison.Ordinal) => Broadcast(body),
        _ when path.Contains("/web3/", StringComparison.Ordinal) => """{"jsonrpc":"2.0","id":1,"result":"0xaa36a7"}"""u8.ToArray(),
        _ => "{}"u8.ToArray(),
    };

    private byte[] Broadcast(MemoryStream body)
    {
        using var json = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
        var transaction = Convert.FromHexString(json.RootElement.GetProperty("txData").GetString().AsSpan(2));
        var id = $"0x{Convert.ToHexStringLower(Keccak256.HashData(transaction))}";
        _broadcast[id] = true;
        return JsonSerializer.SerializeToUtf8Bytes(new { txId = id });
    }
}
