namespace TatumKms.Daemon.Journal;

/// <summary>Says how the signing journal fares.</summary>
public interface IJournalHealth
{
    /// <summary>How it fares now.</summary>
    JournalHealth Health { get; }
}

/// <summary>How the signing journal fares.</summary>
/// <param name="IsWritable">Whether the last write succeeded. While it did not, nothing is signed away; each transaction tries again.</param>
/// <param name="LastSeq">The number of the last line, or 0.</param>
/// <param name="WriteFailures">How many writes have failed since it was opened.</param>
public sealed record JournalHealth(bool IsWritable, long LastSeq, long WriteFailures);
