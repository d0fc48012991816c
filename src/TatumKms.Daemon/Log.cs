using Microsoft.Extensions.Logging;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon;

/// <summary>What the daemon logs: ids and sentences, never payloads, keys or URLs with them. Numbers are never used again.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Signing for {Chains} on {Network}, every {Period} seconds.")]
    public static partial void Started(this ILogger logger, string chains, string network, double period);

    [LoggerMessage(101, LogLevel.Information, "Stopped.")]
    public static partial void Stopped(this ILogger logger);

    [LoggerMessage(102, LogLevel.Warning, "{What} is failing: {Reason} It is tried again; repeats are not logged.")]
    public static partial void Failing(this ILogger logger, string what, string reason);

    [LoggerMessage(103, LogLevel.Information, "{What} works again after {Count} failures.")]
    public static partial void Recovered(this ILogger logger, string what, int count);

    [LoggerMessage(104, LogLevel.Warning, "The second pair of eyes at {Host} is asked over http: whoever sits in between can approve in its name.")]
    public static partial void UnprotectedApproval(this ILogger logger, string host);

    [LoggerMessage(105, LogLevel.Warning, "The API knows a newer version: {Notice}")]
    public static partial void NewerVersion(this ILogger logger, string notice);

    [LoggerMessage(106, LogLevel.Error, "The API asks for a newer version: {Notice}")]
    public static partial void NewerVersionNeeded(this ILogger logger, string notice);

    [LoggerMessage(110, LogLevel.Debug, "Getting pending transactions of {Chain} for {Count} wallets.")]
    public static partial void Polling(this ILogger logger, string chain, int count);

    [LoggerMessage(111, LogLevel.Information, "Transaction {PendingId} is skipped: it is not one of those to be signed.")]
    public static partial void Skipped(this ILogger logger, string pendingId);

    [LoggerMessage(121, LogLevel.Debug, "Sending transaction {PendingId} as {TransactionId}.")]
    public static partial void Sending(this ILogger logger, string pendingId, string transactionId);

    [LoggerMessage(122, LogLevel.Warning, "Transaction {PendingId} has the id {TransactionId}, but the API calls it {OtherId}.")]
    public static partial void OtherTransactionId(this ILogger logger, string pendingId, string transactionId, string otherId);

    [LoggerMessage(123, LogLevel.Error, "A step of transaction {PendingId} is not in the journal: {Reason}")]
    public static partial void StepNotRecorded(this ILogger logger, string pendingId, string reason);

    [LoggerMessage(124, LogLevel.Critical, "Transaction {PendingId} was signed before with another content: this looks like tampering.")]
    public static partial void Tampering(this ILogger logger, string pendingId);

    [LoggerMessage(125, LogLevel.Warning, "Line {Number} of the journal was cut short by a crash; {Bytes} bytes of it are removed.")]
    public static partial void TornLineCutOff(this ILogger logger, long number, long bytes);

    [LoggerMessage(126, LogLevel.Warning, "What was reserved for transaction {PendingId} could not be given back: {Reason}")]
    public static partial void NotReleased(this ILogger logger, string pendingId, string reason);

    [LoggerMessage(170, LogLevel.Warning, "The journal has no file {Path}, so lines that were removed from its end would not be noticed this time. It is made now.")]
    public static partial void JournalWithoutHead(this ILogger logger, string path);

    [LoggerMessage(171, LogLevel.Error, "{Reason} Nothing is signed away until it can be written; that is tried again.")]
    public static partial void JournalNotWritable(this ILogger logger, string reason);

    [LoggerMessage(172, LogLevel.Information, "The signing journal can be written again.")]
    public static partial void JournalWritable(this ILogger logger);

    [LoggerMessage(173, LogLevel.Warning, "The file {Path} cannot be written, so it lags behind the journal: {Reason} Repeats are not logged.")]
    public static partial void HeadNotWritten(this ILogger logger, string path, string reason);

    [LoggerMessage(174, LogLevel.Information, "The journal is compacted from {Before} lines to {After}; the old one is kept beside it.")]
    public static partial void JournalCompacted(this ILogger logger, long before, long after);

    [LoggerMessage(175, LogLevel.Warning, "The journal is not compacted: {Reason} It goes on as it is.")]
    public static partial void JournalNotCompacted(this ILogger logger, string reason);

    [LoggerMessage(190, LogLevel.Information, "The policy {Path} is in force: {Rules} rules, SHA-256 {Hash}.")]
    public static partial void PolicyInForce(this ILogger logger, string path, int rules, string hash);

    [LoggerMessage(191, LogLevel.Warning, "The policy makes no sense in a place: {Finding}")]
    public static partial void PolicyFinding(this ILogger logger, string finding);

    [LoggerMessage(192, LogLevel.Error, "The policy file is not taken, and the policy before stays in force: {Reason}")]
    public static partial void PolicyNotReloaded(this ILogger logger, string reason);

    [LoggerMessage(193, LogLevel.Warning, "Transaction {PendingId}: {Warning}")]
    public static partial void PolicyWarning(this ILogger logger, string pendingId, string warning);

    [LoggerMessage(180, LogLevel.Information, "Transaction {PendingId} of {Chain} is signed as {TransactionId}: {Summary}")]
    public static partial void Signed(this ILogger logger, string pendingId, string chain, string transactionId, string summary);

    [LoggerMessage(140, LogLevel.Critical, "Transaction {PendingId} was signed here as {TransactionId}, but the API calls it completed by {OtherId}: somebody else signs for this id. Ours is not sent again.")]
    public static partial void CompletedByAnother(this ILogger logger, string pendingId, string transactionId, string otherId);

    [LoggerMessage(141, LogLevel.Debug, "{Chain} fails; it is asked again in {Seconds} seconds or more.")]
    public static partial void BackingOff(this ILogger logger, string chain, double seconds);

    [LoggerMessage(142, LogLevel.Information, "Polling all chains now, as was asked for.")]
    public static partial void PollingNow(this ILogger logger);

    [LoggerMessage(143, LogLevel.Debug, "A round of {Chain} has ended.")]
    public static partial void RoundEnded(this ILogger logger, string chain);

    [LoggerMessage(160, LogLevel.Warning, "The second pair of eyes at {Host} is asked over http: nobody in between can approve in its name, but all can read what it is asked.")]
    public static partial void ReadableApproval(this ILogger logger, string host);

    /// <summary>How it ended for a transaction. Reasons quote what others wrote, so they are made fit for a line.</summary>
    public static void Outcome(this ILogger logger, SigningOutcome outcome)
    {
        switch (outcome)
        {
            case SigningOutcome.Completed completed:
                logger.Completed(completed.PendingId, completed.TransactionId);
                break;
            case SigningOutcome.NotApproved no:
                logger.NotApproved(no.PendingId, ApiText.ForLog(no.Reason));
                break;
            case SigningOutcome.Refused refused:
                logger.Refused(refused.PendingId, ApiText.ForLog(refused.Reason));
                break;
            case SigningOutcome.Failed failed:
                logger.Failed(failed.PendingId, ApiText.ForLog(failed.Reason));
                break;
            case SigningOutcome.Postponed postponed:
                logger.Postponed(postponed.PendingId, ApiText.ForLog(postponed.Reason));
                break;
            case SigningOutcome.Held held:
                logger.Held(held.PendingId, ApiText.ForLog(held.Reason));
                break;
            case SigningOutcome.Unknown unknown:
                logger.Unknown(unknown.PendingId, unknown.TransactionId, ApiText.ForLog(unknown.Reason));
                break;
        }
    }

    [LoggerMessage(130, LogLevel.Information, "Transaction {PendingId} is completed as {TransactionId}.")]
    private static partial void Completed(this ILogger logger, string pendingId, string transactionId);

    [LoggerMessage(131, LogLevel.Warning, "Transaction {PendingId} is not approved, and not signed: {Reason}")]
    private static partial void NotApproved(this ILogger logger, string pendingId, string reason);

    [LoggerMessage(132, LogLevel.Error, "Transaction {PendingId} is refused: {Reason}")]
    private static partial void Refused(this ILogger logger, string pendingId, string reason);

    [LoggerMessage(133, LogLevel.Error, "Transaction {PendingId} failed: {Reason}")]
    private static partial void Failed(this ILogger logger, string pendingId, string reason);

    [LoggerMessage(134, LogLevel.Warning, "Transaction {PendingId} waits for the next round: {Reason}")]
    private static partial void Postponed(this ILogger logger, string pendingId, string reason);

    [LoggerMessage(136, LogLevel.Warning, "Transaction {PendingId} is held, and not signed: {Reason}")]
    private static partial void Held(this ILogger logger, string pendingId, string reason);

    [LoggerMessage(135, LogLevel.Warning, "Nobody says what became of transaction {PendingId}, sent as {TransactionId}: {Reason}")]
    private static partial void Unknown(this ILogger logger, string pendingId, string transactionId, string reason);
}
