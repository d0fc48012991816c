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
        var chunks = missing.Chunk(ChunkSize).ToList();
        var next = MakeChunkAsync(chunks, 0, cancellationToken);
        for (var i = 0; i < chunks.Count; i++)
        {
            _progress.Show(_stored.Count);
            using var made = await next;

            // The keys after these are made while these are stored, which leaves all cores but one idle.
            next = MakeChunkAsync(chunks, i + 1, cancellationToken);
            try
            {
                await StoreAsync(made);
            }
            catch
            {
                await DropAsync(next);
                throw;
            }
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

    /// <summary>Makes a chunk of keys on threads of their own; behind the last chunk there is an empty one.</summary>
    private Task<MadeKeys> MakeChunkAsync(List<SignatureId[]> chunks, int number, CancellationToken cancellationToken) =>
        number < chunks.Count ? Task.Run(() => MadeKeys.Make(keys, chunks[number], cancellationToken), CancellationToken.None) : Task.FromResult(MadeKeys.None);

    /// <summary>Zeroes keys that are not to be stored, once they are made.</summary>
    private static async Task DropAsync(Task<MadeKeys> making)
    {
        try
        {
            using var dropped = await making;
        }
        catch (Exception)
        {
            // What has ended the run already is what is told.
        }
    }

    // What is made is stored, stop or not: it has cost more than the write will.
    private async Task StoreAsync(MadeKeys made)
    {
        await store.AddAsync(made.Wallets, CancellationToken.None);
        _stored.UnionWith(made.Wallets.Select(wallet => wallet.Id));
        Print(made.Lines);
    }

    private void Print(IEnumerable<(SignatureId Id, string Address)> lines) => terminal.WriteObjectLines(lines, (json, line) =>
    {
        json.WriteString("signatureId", line.Id.ToString());
        json.WriteString(WalletEntry.AddressField, line.Address);
    });
}
