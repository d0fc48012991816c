using TatumKms.Core;
using TatumKms.Daemon.Policy;

namespace TatumKms.Daemon.Monitoring;

/// <summary>What the parts of the daemon tell whoever watches it. Every call is quick, from any thread, and never throws.</summary>
internal interface IDaemonEvents
{
    /// <summary>A loop is alive and busy.</summary>
    void Beat(string loop);

    /// <summary>A loop is alive and rests on purpose; it beats again when the pause is over.</summary>
    void Rest(string loop, TimeSpan pause);

    /// <summary>The wallet file was decrypted.</summary>
    void StoreOpened(IWalletSnapshot snapshot);

    /// <summary>The wallet file could not be decrypted.</summary>
    void StoreFailed(KmsError error);

    /// <summary>The API is asked what is pending on a chain.</summary>
    void Polling(ChainId chain);

    /// <summary>The API has answered, or not.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="pendingIds">The ids of what is pending.</param>
    /// <param name="problem">What was in the way, or nothing.</param>
    void Polled(ChainId chain, IEnumerable<string> pendingIds, string? problem);

    /// <summary>A transaction is signed and in the journal.</summary>
    void Signed(ChainId chain, TimeSpan duration);

    /// <summary>A signature that would do harm was not made.</summary>
    void Prevented(Harm harm);

    /// <summary>The round of a chain is over.</summary>
    void RoundEnded(ChainId chain, RoundReport report);

    /// <summary>The owner's policy has judged a transaction.</summary>
    void Judged(PolicyEffect effect);

    /// <summary>The second pair of eyes was asked.</summary>
    void Decided(ApprovalDecision decision, TimeSpan duration);

    /// <summary>A request to the API, or to a node, was answered with a status, or not at all.</summary>
    void Answered(int? status);
}

/// <summary>Harm that a signature would have done.</summary>
internal enum Harm
{
    /// <summary>The id was signed before with another content.</summary>
    Tampering,

    /// <summary>An output or a nonce would have been used twice.</summary>
    DoubleSign,
}
