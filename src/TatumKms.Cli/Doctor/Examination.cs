using TatumKms.Core;

namespace TatumKms.Cli.Doctor;

/// <summary>
/// Runs checks, each for itself: whatever one of them does, the others tell what they find. Those of this machine run one after
/// another, those that wait for others run meanwhile, all at once.
/// </summary>
internal sealed class Examination(TimeProvider time)
{
    /// <summary>How long a check may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>When one that does not heed its limit, stuck in a file system that hangs, is left to itself.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(12);

    /// <summary>The findings, in the order of the checks.</summary>
    public async Task<IReadOnlyList<Diagnosis>> RunAsync(IReadOnlyList<DoctorCheck> checks, CancellationToken cancellationToken)
    {
        var found = new Finding[checks.Count];
        async Task ExamineAsync(int i) => found[i] = await ExamineOneAsync(checks[i], cancellationToken);

        var indices = Enumerable.Range(0, checks.Count).ToLookup(i => checks[i].UsesNetwork);
        var remote = Task.WhenAll(indices[true].Select(ExamineAsync));
        foreach (var i in indices[false])
        {
            await ExamineAsync(i);
        }

        await remote;
        return [.. checks.Select((check, i) => new Diagnosis(check.Name, found[i]))];
    }

    /// <summary>Runs a check for as long as it takes.</summary>
    public static async Task<Diagnosis> ExamineUnlimitedAsync(DoctorCheck check, CancellationToken cancellationToken) =>
        new(check.Name, await GuardAsync(() => check.RunAsync(cancellationToken), cancellationToken));

    private async Task<Finding> ExamineOneAsync(DoctorCheck check, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var token = either.Token;
        return await GuardAsync(
            () => Task.Run(() => check.RunAsync(token), cancellationToken).WaitAsync(Abandoned, time, cancellationToken), cancellationToken);
    }

    private static async Task<Finding> GuardAsync(Func<Task<Finding>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Finding.Problem($"This could not be told within {Limit.TotalSeconds} seconds.", null);
        }
        catch (KmsException problem)
        {
            return Finding.Problem(problem.Message, problem.Hint);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return Finding.Problem($"This could not be looked at: {cause.Message}", null);
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            // The type only, as everywhere: the message of a library may quote a secret.
            return Finding.Problem($"This could not be looked at ({unexpected.GetType().FullName}).", null);
        }
    }
}
