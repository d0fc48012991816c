using Microsoft.Extensions.Logging;

namespace TatumKms.Cli.Hosting;

/// <summary>What the daemon's surroundings log. Numbers are never used again.</summary>
internal static partial class HostLog
{
    [LoggerMessage(181, LogLevel.Information, "Health and metrics are served at {Address}.")]
    public static partial void Listening(this ILogger logger, string address);

    [LoggerMessage(182, LogLevel.Warning, "The wallet file cannot be watched; a change is noticed by the next round.")]
    public static partial void NotWatched(this ILogger logger);

    [LoggerMessage(183, LogLevel.Information, "The wallet file has changed; a round begins.")]
    public static partial void WalletChanged(this ILogger logger);

    [LoggerMessage(184, LogLevel.Information, "SIGHUP: the wallet file is read again.")]
    public static partial void Reloaded(this ILogger logger);

    [LoggerMessage(185, LogLevel.Warning, "This machine has swap: keys in memory may get onto its disk. Switch it off, encrypt it, or forbid it to the service (MemorySwapMax=0).")]
    public static partial void SwapIsOn(this ILogger logger);
}
