namespace TatumKms.EndToEnd.Tests.Nodes;

/// <summary>A full node of the Bitcoin family on its own regression test network.</summary>
internal interface IBitcoinNode : IAsyncDisposable
{
    /// <summary>Mines a coin to an output script and lets it mature.</summary>
    Task<Coin> FundAsync(byte[] script, CancellationToken cancellationToken);

    /// <summary>Hands a transaction to the node's mempool; its id, or the node's reason for refusing it.</summary>
    Task<(string? TransactionId, string? Refusal)> SubmitAsync(string raw, CancellationToken cancellationToken);

    /// <summary>Mines a block and tells how many confirmations the transaction has then.</summary>
    Task<int> MineAndConfirmAsync(string transactionId, CancellationToken cancellationToken);
}

/// <summary>An unspent output.</summary>
internal sealed record Coin(string TransactionId, int Index, long Value, byte[] Script);
