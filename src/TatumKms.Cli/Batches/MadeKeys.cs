using TatumKms.Core;

namespace TatumKms.Cli.Batches;

/// <summary>Keys that are made and not yet stored; disposing them zeroes them.</summary>
internal sealed class MadeKeys : IDisposable
{
    private readonly SignatureId[] _ids;
    private readonly (WalletEntry? Entry, string Address)[] _made;

    private MadeKeys(SignatureId[] ids) => (_ids, _made) = (ids, new (WalletEntry?, string)[ids.Length]);

    /// <summary>No keys.</summary>
    public static MadeKeys None { get; } = new([]);

    /// <summary>What the store takes.</summary>
    public IReadOnlyList<NewWallet> Wallets => [.. _ids.Select((id, i) => new NewWallet(id, _made[i].Entry!))];

    /// <summary>What is printed.</summary>
    public IEnumerable<(SignatureId Id, string Address)> Lines => _ids.Select((id, i) => (id, _made[i].Address));

    /// <summary>Makes a key for each id, on all cores.</summary>
    /// <exception cref="OperationCanceledException">It was stopped; what was made is zeroed.</exception>
    public static MadeKeys Make(KeyMaker keys, SignatureId[] ids, CancellationToken cancellationToken)
    {
        var made = new MadeKeys(ids);
        try
        {
            Parallel.For(0, ids.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                var entry = keys.Make();
                made._made[i] = (entry, "");
                made._made[i].Address = keys.AddressOf(entry);
            });
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var (entry, _) in _made)
        {
            entry?.Dispose();
        }
    }
}
