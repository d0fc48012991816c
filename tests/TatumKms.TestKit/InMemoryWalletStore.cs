using System.Text;
using TatumKms.Core;

namespace TatumKms.TestKit;

/// <summary>A store of entries that a test puts in; newest first, as in the file.</summary>
public sealed class InMemoryWalletStore : IWalletStore
{
    private readonly List<(SignatureId Id, ChainId Chain, Network Network, (string Name, string Value)[] Fields)> _entries = [];

    /// <summary>How often the store was opened.</summary>
    public int Opened { get; private set; }

    /// <summary>How many snapshots are not disposed.</summary>
    public int OpenSnapshots { get; private set; }

    /// <summary>What opening the store fails with, if it shall.</summary>
    public KmsException? Failure { get; set; }

    /// <summary>What tells of changes; nothing, as long as a test says nothing.</summary>
    public string? Stamp { get; set; }

    public string? GetStamp() => Stamp;

    /// <summary>Adds an entry with a private key.</summary>
    public SignatureId AddPrivateKey(ChainId chain, Network network, string privateKey, SignatureId? id = null, string? label = null) =>
        Add(id ?? SignatureId.Create(), chain, network, [(WalletEntry.PrivateKeyField, privateKey), .. label is null ? [] : new[] { (WalletEntry.LabelField, label) }]);

    /// <summary>Adds an entry with a mnemonic.</summary>
    public SignatureId AddMnemonic(ChainId chain, Network network, string mnemonic, SignatureId? id = null) =>
        Add(id ?? SignatureId.Create(), chain, network, (WalletEntry.MnemonicField, mnemonic));

    public Task<IWalletSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Failure is not null)
        {
            throw Failure;
        }

        Opened++;
        OpenSnapshots++;
        return Task.FromResult<IWalletSnapshot>(new Snapshot(this));
    }

    public Task AddAsync(IReadOnlyList<NewWallet> wallets, CancellationToken cancellationToken)
    {
        foreach (var wallet in wallets.Reverse())
        {
            Add(wallet.Id, wallet.Entry.Chain, wallet.Entry.Network, [.. wallet.Entry.Fields.Select(field => (field.Name, Encoding.UTF8.GetString(field.Value.Span)))]);
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(SignatureId id, CancellationToken cancellationToken) => _entries.RemoveAll(entry => entry.Id == id) > 0
        ? Task.CompletedTask
        : throw new KmsException(KmsError.NotFound, $"There is no wallet {id} in the store.");

    public Task UnlockAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private SignatureId Add(SignatureId id, ChainId chain, Network network, params (string Name, string Value)[] fields)
    {
        _entries.Add((id, chain, network, fields));
        return id;
    }

    private sealed class Snapshot(InMemoryWalletStore store) : IWalletSnapshot
    {
        private bool _disposed;

        public IReadOnlyList<WalletSummary> Wallets { get; } =
            [.. store._entries.AsEnumerable().Reverse().Select(entry => new WalletSummary(entry.Id, entry.Chain, entry.Network))];

        public long Generation => 1;

        public ReadOnlySpan<byte> Json => throw new NotSupportedException("Nothing that is tested with this store reads its JSON.");

        public WalletEntry? Find(SignatureId id)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var found = store._entries.Find(entry => entry.Id == id);
            return found.Fields is null
                ? null
                : new WalletEntry(found.Chain, found.Network, [.. found.Fields.Select(field => WalletField.Public(field.Name, field.Value))]);
        }

        public SecretBytes? FindJson(SignatureId id) => throw new NotSupportedException("Nothing that is tested with this store reads its JSON.");

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                store.OpenSnapshots--;
            }
        }
    }
}
