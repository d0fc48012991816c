using TatumKms.Core;

namespace TatumKms.Daemon.Policy;

/// <summary>What was signed before, as far as a policy asks.</summary>
public interface IPolicyHistory
{
    /// <summary>What was signed less than <paramref name="age"/> before <paramref name="now"/>, and whatever a clock that was put back makes look later.</summary>
    IEnumerable<SpentRecord> Recent(DateTimeOffset now, TimeSpan age);

    /// <summary>Whether a signed transaction has paid a destination.</summary>
    bool HasPaid(ChainId chain, Network network, string destination);

    /// <summary>When a destination was named first, or nothing.</summary>
    DateTimeOffset? FirstSeen(ChainId chain, Network network, string destination);

    /// <summary>The destinations that were paid on a chain and look like another one (<see cref="AddressText.LookAlike"/>).</summary>
    IEnumerable<string> PaidLookAlikes(ChainId chain, Network network, string destination);
}
