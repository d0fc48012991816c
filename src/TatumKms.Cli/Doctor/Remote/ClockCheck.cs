namespace TatumKms.Cli.Doctor.Remote;

/// <summary>Compares this machine's clock with the API's: certificates, signed approvals and policies go by it.</summary>
internal sealed class ClockCheck(ApiProbe probe, Func<bool> mayAsk) : NetworkCheck("clock")
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(30);

    public override async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        if (!mayAsk())
        {
            return Finding.NotApplicable("The API, whose clock it is compared with, is not asked.");
        }

        try
        {
            var answer = await probe.AskAsync(cancellationToken);
            return answer.Date is { } date ? Judge(answer.Received - date) : Finding.NotApplicable("The API did not tell the time.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return Finding.NotApplicable("The API, whose clock it is compared with, did not answer.");
        }
    }

    private static Finding Judge(TimeSpan ahead)
    {
        var seconds = (long)Math.Abs(ahead.TotalSeconds);
        return ahead.Duration() <= Tolerated
            ? Finding.Ok("This machine's clock and the API's agree.")
            : Finding.Warning($"This machine's clock is {seconds} seconds {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the API's.", "timedatectl set-ntp true");
    }
}
