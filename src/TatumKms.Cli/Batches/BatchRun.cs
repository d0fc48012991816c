using TatumKms.Cli.Parsing;
using TatumKms.Cli.Terminal;
using TatumKms.Core;

namespace TatumKms.Cli.Batches;

/// <summary>One run of a batch: prints what is stored, makes what is missing, says how far it has come.</summary>
internal sealed class BatchRun(ITerminal terminal, IWalletStore store, KeyMaker keys, Batch batch, int count)
{
    /// <summary>How many keys one write stores: as many are stored, but not yet printed, when a stop comes at the worst moment.</summary>
    public const int ChunkSize = 1_000;

    private readonly ProgressBar _progress = new(terminal, count);
    private readonly HashSet<SignatureId> _stored = [];

    /// <summary>Prints the keys of the batch that an earlier run has stored: it may not have come to print the last of them.</summary>
    /// <exception cref="KmsException">The batch is one of another chain or network (<see cref="KmsError.Usage"/>).</exception>
    public async Task PrintStoredAsync(CancellationToken cancellationToken)
    {
        using var snapshot = await store.OpenAsync(cancellationToken);
        var lines = new List<(SignatureId, string)>();
        var present = snapshot.Wallets.ToDictionary(wallet => wallet.Id);
        for (var number = 0; number < count; number++)
        {
            var id = batch.IdOf(number);
            if (present.TryGetValue(id, out var wallet))
            {
                using var entry = keys.Fits(wallet) ? snapshot.Find(id)! : throw UsageErrors.New(
                    "The keys of this batch are for another chain or network.", "Give the chain and --testnet as when the batch began.");
                _stored.Add(id);
                lines.Add((id, keys.AddressOf(entry)));
            }
        }

        Print(lines);
        terminal.Say($"{_stored.Count} of {count} keys of batch {batch} are stored already.");
    }

    /// <summary>Makes and stores the keys that are missing.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (_stored.Count < count)
        {
            terminal.Say($"Batch {batch}: if it is stopped, go on with --resume={batch}");
        }

        var missing = Enumerable.Range(0, count).Select(batch.IdOf).Where(id => !_stored.Contains(id)).ToList();
        foreach (var chunk in missing.Chunk(ChunkSize))
        {
            _progress.Show(_stored.Count);
            await StoreAsync(chunk, cancellationToken);
        }
    }

    /// <summary>Says how far the batch has come, when it has not come to its end.</summary>
    public void Conclude()
    {
        _progress.Show(_stored.Count);
        _progress.End();
        if (_stored.Count < count)
        {
            terminal.Say($"{_stored.Count} of {count} keys are stored. Go on with --resume={batch}");
        }
    }

    private async Task StoreAsync(SignatureId[] ids, CancellationToken cancellationToken)
    {
        var made = new (WalletEntry Entry, string Address)[ids.Length];
        try
        {
            Parallel.For(0, ids.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                var entry = keys.Make();
                made[i] = (entry, keys.AddressOf(entry));
            });

            // What is made is stored, stop or not: it has cost more than the write will.
            await store.AddAsync([.. ids.Select((id, i) => new NewWallet(id, made[i].Entry))], CancellationToken.None);
            _stored.UnionWith(ids);
            Print(ids.Select((id, i) => (id, made[i].Address)));
        }
        finally
        {
            foreach (var (entry, _) in made)
            {
                entry?.Dispose();
            }
        }
    }

    private void Print(IEnumerable<(SignatureId Id, string Address)> lines) => terminal.WriteObjectLines(lines, (json, line) =>
    {
        json.WriteString("signatureId", line.Id.ToString());
        json.WriteString(WalletEntry.AddressField, line.Address);
    });
}
