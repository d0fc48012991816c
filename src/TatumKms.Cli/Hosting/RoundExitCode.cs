using TatumKms.Core;
using TatumKms.Daemon;

namespace TatumKms.Cli.Hosting;

/// <summary>What <c>--runOnce</c> says to a script: the worst that happened, and of that the highest number.</summary>
internal static class RoundExitCode
{
    public static ExitCode Of(RoundReport report) => report.Outcomes
        .Select(Of)
        .Append(report.ChainErrors.Count > 0 ? ExitCode.Api : ExitCode.Done)
        .Max();

    private static ExitCode Of(SigningOutcome outcome) => outcome switch
    {
        SigningOutcome.Completed => ExitCode.Done,
        SigningOutcome.Postponed => ExitCode.Api,
        SigningOutcome.NotApproved or SigningOutcome.Refused or SigningOutcome.Held => ExitCode.SomeRefused,
        SigningOutcome.Failed => ExitCode.SomeFailed,
        SigningOutcome.Unknown => ExitCode.SomeUnknown,
        _ => ExitCode.Unexpected,
    };
}
