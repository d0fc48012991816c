using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace TatumKms.Daemon.TatumApi;

/// <summary>
/// Gives each request a time limit, which covers its body, and repeats questions, which change nothing, when the network or
/// the API fails. What is not marked as a question is sent once: a broadcast above all. Questions to an API that only fails are
/// answered here, but for one at a time that finds out whether it is back.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    /// <summary>So many questions are open at a time, and so many more that failed the last time.</summary>
    /// <remarks>Each chain's list can be asked for at once, and some of its transactions wait for look-ups beside that.</remarks>
    private const int QuestionsAtATime = 32, SuspectsAtATime = 2;

    public static readonly HttpRequestOptionsKey<RequestTraits> Traits = new("tatum-kms.traits");

    private readonly ApiPause _pause;
    private readonly TimeProvider _time;
    private readonly TimeSpan _longestWait;
    private readonly SemaphoreSlim _slots = new(QuestionsAtATime), _suspectSlots = new(SuspectsAtATime);
    private readonly ResiliencePipeline<HttpResponseMessage> _once;
    private readonly ResiliencePipeline<HttpResponseMessage> _repeated;
    private readonly ResiliencePipeline<HttpResponseMessage> _guarded;

    public ResilienceHandler(Timings timings, ApiPause pause, TimeProvider time)
    {
        _pause = pause;
        _time = time;
        _longestWait = timings.AllAttempts;
        _once = NewBuilder(time).AddTimeout(timings.Attempt).Build();
        _repeated = Repeating(timings, time).Build();
        _guarded = Repeating(timings, time).AddCircuitBreaker(Breaker(timings)).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var traits = request.Options.TryGetValue(Traits, out var given) ? given : RequestTraits.None;
        if (!traits.HasFlag(RequestTraits.Repeatable))
        {
            return await SendOnceAsync(request, traits, cancellationToken);
        }

        if (traits.HasFlag(RequestTraits.Urgent))
        {
            return await _repeated.ExecuteAsync(async token => await SendOnceAsync(request, traits, token), cancellationToken);
        }

        var pipeline = traits.HasFlag(RequestTraits.Api) ? _guarded : _repeated;
        if (traits.HasFlag(RequestTraits.Api))
        {
            await WaitAsync(cancellationToken);
        }

        return await pipeline.ExecuteAsync(async token => await SendInTurnAsync(request, traits, token), cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _slots.Dispose();
            _suspectSlots.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Does what the API has asked for, as long as a question may take; who would have to wait longer is told so.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = _pause.Remaining;
        if (wait > _longestWait)
        {
            throw new ApiException($"The API has asked for a pause; it is asked again in {Math.Ceiling(wait.TotalSeconds)} seconds.")
            {
                IsOutage = true,
                RetryAfter = wait,
            };
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendInTurnAsync(HttpRequestMessage request, RequestTraits traits, CancellationToken cancellationToken)
    {
        var slots = traits.HasFlag(RequestTraits.Suspect) ? _suspectSlots : _slots;
        await slots.WaitAsync(cancellationToken);
        try
        {
            return await SendOnceAsync(request, traits, cancellationToken);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>The time limit of one attempt begins when its turn has come.</summary>
    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, RequestTraits traits, CancellationToken cancellationToken) =>
        await _once.ExecuteAsync(async token => await SendAndReadAsync(request, traits.HasFlag(RequestTraits.Api), token), cancellationToken);

    private async Task<HttpResponseMessage> SendAndReadAsync(HttpRequestMessage request, bool isToApi, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (isToApi)
            {
                _pause.Observe(response);
            }

            var body = await LimitedBody.ReadAsync(response.Content, MaxBodyBytes, cancellationToken);
            var type = response.Content.Headers.ContentType;
            response.Content.Dispose();
            response.Content = new ByteArrayContent(body) { Headers = { ContentType = type } };
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static ResiliencePipelineBuilder<HttpResponseMessage> NewBuilder(TimeProvider time) => new() { TimeProvider = time };

    private static ResiliencePipelineBuilder<HttpResponseMessage> Repeating(Timings timings, TimeProvider time) =>
        NewBuilder(time).AddTimeout(timings.AllAttempts).AddRetry(Repetition(timings, time));

    private static RetryStrategyOptions<HttpResponseMessage> Repetition(Timings timings, TimeProvider time) => new()
    {
        MaxRetryAttempts = timings.Retries,
        Delay = timings.RetryPause,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,

        // Whoever asks for a longer pause than a question may take is left alone; the next round comes later.
        ShouldHandle = attempt => ValueTask.FromResult(
            IsFailure(attempt.Outcome, isBusyFailure: true) && !(ApiPause.RetryAfter(attempt.Outcome.Result, time) > timings.AllAttempts)),
        DelayGenerator = attempt => ValueTask.FromResult(ApiPause.RetryAfter(attempt.Outcome.Result, time)),
        OnRetry = attempt =>
        {
            attempt.Outcome.Result?.Dispose();
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>
    /// Opens when nothing but failures came for a while, so that one endpoint out of order does not close the others. While it is
    /// half open, no second probe starts before the first has run into its own time limit.
    /// </summary>
    private static CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker(Timings timings) => new()
    {
        FailureRatio = 1,
        MinimumThroughput = timings.FailuresToBreak,
        SamplingDuration = timings.LongestBreak,
        BreakDuration = timings.Attempt > timings.LongestBreak ? timings.Attempt : timings.LongestBreak,
        BreakDurationGenerator = opened => ValueTask.FromResult(BreakAfter(opened.HalfOpenAttempts, timings)),
        ShouldHandle = attempt => ValueTask.FromResult(IsFailure(attempt.Outcome, isBusyFailure: false)),
    };

    /// <summary>1, 2, 4, … times the shortest break: an API that is back after a second shall not wait for half a minute.</summary>
    private static TimeSpan BreakAfter(int failedProbes, Timings timings)
    {
        var pause = timings.ShortestBreak * Math.Pow(2, Math.Min(failedProbes, 16));
        return pause > timings.LongestBreak ? timings.LongestBreak : pause;
    }

    /// <summary>A 429 is a failure to the one who asks, but a sign of life of the API.</summary>
    private static bool IsFailure(Outcome<HttpResponseMessage> outcome, bool isBusyFailure) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.TooManyRequests } => isBusyFailure,
        { Result.StatusCode: >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };
}
