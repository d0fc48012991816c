using TatumKms.Core;

namespace TatumKms.Daemon.Approval;

/// <summary>Turns whatever goes wrong while the second pair of eyes is asked into a no.</summary>
internal static class AskedInTime
{
    /// <summary>Asks, and gives up after a while.</summary>
    /// <exception cref="OperationCanceledException">The daemon was stopped.</exception>
    public static async Task<ApprovalDecision> DecideAsync(
        Func<CancellationToken, Task<ApprovalDecision>> ask, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return ApprovalDecision.No("The second pair of eyes did not answer in time.");
        }
        catch (Exception exception)
        {
            // Whatever it was, it was not a yes.
            return ApprovalDecision.No($"The second pair of eyes could not be asked ({exception.GetType().Name}).");
        }
    }
}
