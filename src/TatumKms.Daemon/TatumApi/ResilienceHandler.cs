using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace TatumKms.Daemon.TatumApi;

/// <summary>
/// Gives each request a time limit, which covers its body, and repeats questions, which change nothing, when the network or
/// the API fails. What is not marked as a question is sent once: a broadcast above all.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    public static readonly HttpRequestOptionsKey<bool> IsQuestion = new("tatum-kms.question");

    private readonly ResiliencePipeline<HttpResponseMessage> _once;
    private readonly ResiliencePipeline<HttpResponseMessage> _repeated;

    public ResilienceHandler(Timings timings, TimeProvider time)
    {
        _once = NewBuilder(time).AddTimeout(timings.Attempt).Build();
        _repeated = NewBuilder(time)
            .AddTimeout(timings.AllAttempts)
            .AddRetry(Repetition(timings, time))
            .AddTimeout(timings.Attempt)
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pipeline = request.Options.TryGetValue(IsQuestion, out var isQuestion) && isQuestion ? _repeated : _once;
        return await pipeline.ExecuteAsync(async token => await SendOnceAsync(request, token), cancellationToken);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var body = await LimitedBody.ReadAsync(response.Content, MaxBodyBytes, cancellationToken);
            response.Content.Dispose();
            response.Content = new ByteArrayContent(body);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static ResiliencePipelineBuilder<HttpResponseMessage> NewBuilder(TimeProvider time) => new() { TimeProvider = time };

    private static RetryStrategyOptions<HttpResponseMessage> Repetition(Timings timings, TimeProvider time) => new()
    {
        MaxRetryAttempts = timings.Retries,
        Delay = timings.RetryPause,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome switch
        {
            { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
            { Result.StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => true,
            _ => false,
        }),
        DelayGenerator = attempt => ValueTask.FromResult(RetryAfter(attempt.Outcome.Result, time)),
        OnRetry = attempt =>
        {
            attempt.Outcome.Result?.Dispose();
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>What the API asks for (RFC 9110, 10.2.3); nothing: the usual pause.</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider time) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - time.GetUtcNow() is var pause && pause > TimeSpan.Zero => pause,
        _ => null,
    };
}
