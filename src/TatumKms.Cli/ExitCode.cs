using TatumKms.Core;

namespace TatumKms.Cli;

/// <summary>How a run ended. The numbers are a promise to scripts: documented in <c>docs/commands.md</c> and never reused.</summary>
internal enum ExitCode
{
    Done = 0,
    Unexpected = 1,
    Usage = 2,
    NotFound = 3,
    WrongPassword = 4,
    StoreDamaged = 5,
    Locked = 6,
    Configuration = 7,
    Api = 8,
    InputOutput = 9,
    SomeRefused = 10,
    SomeFailed = 11,
    SomeUnknown = 12,
}

/// <summary>Maps errors to exit codes and names the codes for the help.</summary>
internal static class ExitCodes
{
    /// <summary>Every code with what it means, in the order of the numbers.</summary>
    public static IReadOnlyList<(ExitCode Code, string Meaning)> All { get; } =
    [
        (ExitCode.Done, "done"),
        (ExitCode.Unexpected, "unexpected failure"),
        (ExitCode.Usage, "wrong usage, also mainnet without --externalUrl"),
        (ExitCode.NotFound, "no such wallet, wallet file or pending transaction"),
        (ExitCode.WrongPassword, "wrong password"),
        (ExitCode.StoreDamaged, "wallet file damaged, altered or of an unknown format"),
        (ExitCode.Locked, "locked by another process"),
        (ExitCode.Configuration, "something is not set up: API key, password, URL, file of variables"),
        (ExitCode.Api, "Tatum API unreachable or refusing"),
        (ExitCode.InputOutput, "reading or writing failed"),
        (ExitCode.SomeRefused, "daemon --runOnce, sign: some transactions were refused or not approved; inspect: it would be refused"),
        (ExitCode.SomeFailed, "daemon --runOnce, sign: some transactions failed"),
        (ExitCode.SomeUnknown, "daemon --runOnce, sign: some transactions were sent and their fate is unknown"),
    ];

    public static ExitCode Of(KmsError error) => error switch
    {
        KmsError.Usage => ExitCode.Usage,
        KmsError.NotFound => ExitCode.NotFound,
        KmsError.WrongPassword => ExitCode.WrongPassword,
        KmsError.StoreDamaged => ExitCode.StoreDamaged,
        KmsError.Locked => ExitCode.Locked,
        KmsError.Configuration => ExitCode.Configuration,
        KmsError.Api => ExitCode.Api,
        KmsError.InputOutput => ExitCode.InputOutput,
        _ => ExitCode.Unexpected,
    };
}
