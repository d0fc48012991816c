using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>
/// Tells the API what must not or cannot be signed for good, in one batch for all chains; what is only delayed is nobody's business
/// yet. What does not arrive is kept for the next batch.
/// </summary>
internal sealed class ErrorReporter(KmsApi api, DaemonOptions options, RoundMemory memory, FailureMemory failures, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SigningOutcome> _waiting = new(StringComparer.Ordinal);
    private bool _isSending;
    private long? _sent;

    /// <summary>Keeps what is to be reported; the rest is told by being logged.</summary>
    public void Add(IReadOnlyList<SigningOutcome> news)
    {
        var errors = memory.NotReported(news).Where(outcome => outcome is SigningOutcome.Refused or SigningOutcome.Failed).ToArray();
        memory.Told(news.Except(errors));
        lock (_lock)
        {
            foreach (var error in errors)
            {
                _waiting[error.PendingId] = error;
            }
        }
    }

    /// <summary>Sends what waits, at most once a period.</summary>
    public Task SendIfDueAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _sent is { } sent && time.GetElapsedTime(sent) < options.Period ? Task.CompletedTask : SendAsync(cancellationToken);
        }
    }

    /// <summary>Sends what waits.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (Take() is not { } errors)
        {
            return;
        }

        try
        {
            await api.ReportAsync(errors.Select(error => (error.PendingId, ReasonOf(error))), cancellationToken);
            Sent(errors);
            memory.Told(errors);
            failures.Succeeded("error report");
        }
        catch (ApiException problem)
        {
            failures.Failed("error report", problem.Message);
        }
        finally
        {
            lock (_lock)
            {
                _isSending = false;
            }
        }
    }

    private SigningOutcome[]? Take()
    {
        lock (_lock)
        {
            if (_isSending || _waiting.Count == 0)
            {
                return null;
            }

            _isSending = true;
            _sent = time.GetTimestamp();
            return [.. _waiting.Values];
        }
    }

    /// <summary>What was said meanwhile of the same transaction stays.</summary>
    private void Sent(SigningOutcome[] errors)
    {
        lock (_lock)
        {
            foreach (var error in errors.Where(error => _waiting.GetValueOrDefault(error.PendingId) == error))
            {
                _waiting.Remove(error.PendingId);
            }
        }
    }

    private static string ReasonOf(SigningOutcome outcome) => outcome is SigningOutcome.Refused refused ? refused.Reason : ((SigningOutcome.Failed)outcome).Reason;
}
