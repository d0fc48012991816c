using TatumKms.Core;

namespace TatumKms.TestKit;

/// <summary>A fake chain that fetches what does not keep and sends by itself; it writes down what it was asked to do.</summary>
public sealed class SelfSendingChain : FakeChain, IFreshening, IDirectDelivery
{
    public const string AnnouncementPath = "/v3/solana/broadcast";

    public SelfSendingChain()
        : base("SOL", AnnouncementPath) => Delivery = new Delivery.Announcement(AnnouncementPath);

    /// <summary>What was done, in order.</summary>
    public IList<string> Steps { get; } = [];

    /// <summary>Fails or waits while the transaction is freshened.</summary>
    public Func<CancellationToken, Task>? OnFreshen { get; set; }

    /// <summary>What becomes of a transaction that is sent.</summary>
    public Func<SignedTransaction, DirectOutcome> OnSend { get; set; } = transaction => new DirectOutcome.OnChain(transaction.TransactionId);

    public async Task<PreparedTransaction> FreshenAsync(PreparedTransaction approved, IChainNode node, CancellationToken cancellationToken)
    {
        Steps.Add("freshen");
        if (OnFreshen is not null)
        {
            await OnFreshen(cancellationToken);
        }

        return approved;
    }

    public Task ReleaseAsync(PreparedTransaction fresh, IChainNode node, CancellationToken cancellationToken)
    {
        Steps.Add("release");
        return Task.CompletedTask;
    }

    public Task<DirectOutcome> SendAsync(SignedTransaction transaction, Network network, IChainNode node, CancellationToken cancellationToken)
    {
        Steps.Add($"send {transaction.Payload}");
        return Task.FromResult(OnSend(transaction));
    }
}
