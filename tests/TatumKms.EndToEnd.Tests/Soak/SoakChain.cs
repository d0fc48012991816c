using System.Globalization;
using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>
/// What a chain needs to be tried for long: a key, pending transactions that differ in what only one can have, a node that answers
/// look-ups, and a reader of what is sent that shares no code with the signer.
/// </summary>
internal abstract class SoakChain
{
    private readonly Lock _lock = new();
    private readonly SortedSet<long> _ahead = [];
    private long _next;

    protected SoakChain(string code, IReadOnlyList<IChain> chains)
    {
        Chain = chains.Single(chain => chain.Id.Code == code);
        using var generated = Chain.GenerateWallet(Network.Testnet);
        using var privateKey = Chain.DerivePrivateKey(generated, 0);
        Address = Chain.DeriveAddress(generated, 0);
        PublicKey = Chain.GetPublicKey(Network.Testnet, privateKey).ToArray();
        PrivateKey = Encoding.UTF8.GetString(privateKey.Span);
    }

    public string Code => Chain.Id.Code;

    public IChain Chain { get; }

    /// <summary>The entry of the store that signs.</summary>
    public SignatureId Wallet { get; } = SignatureId.Create();

    protected string Address { get; }

    protected byte[] PublicKey { get; }

    private string PrivateKey { get; }

    /// <summary>What a store keeps.</summary>
    public NewWallet NewWallet()
    {
        using var privateKey = SecretBytes.FromUtf8(PrivateKey);
        return new NewWallet(Wallet, Chain.ImportPrivateKey(Network.Testnet, privateKey));
    }

    /// <summary>A pending transaction as the API delivers it; no two numbers can be the same payment.</summary>
    public string Pending(string id, int number) =>
        JsonSerializer.Serialize(new { id, chain = Code, hashes = new[] { Wallet.ToString() }, serializedTransaction = Make(number) });

    /// <summary>Answers a look-up of the chain, or gives nothing for a path that is not the chain's.</summary>
    public virtual SandboxAnswer? Answer(SandboxLookUp question, SoakLedger ledger) => null;

    /// <summary>What the chain makes of a broadcast.</summary>
    public virtual BroadcastVerdict Judge(SandboxBroadcast broadcast, SoakLedger ledger)
    {
        var sent = Read(broadcast.TxData);
        return ledger.Take(this, broadcast.SignatureId ?? "nobody", sent, broadcast.TxData);
    }

    /// <summary>Remembers that the chain has a transaction, where its number counts.</summary>
    public void Accept(SoakTransaction transaction)
    {
        if (transaction.Sequence is not { } sequence)
        {
            return;
        }

        lock (_lock)
        {
            // A transaction ahead of its time waits in the node's queue.
            _ahead.Add(sequence);
            while (_ahead.Remove(_next))
            {
                _next++;
            }
        }
    }

    /// <summary>The transaction that a pending one asks for, in the form of <c>serializedTransaction</c>.</summary>
    protected abstract string Make(int number);

    /// <summary>Reads what was sent.</summary>
    protected abstract SoakTransaction Read(string payload);

    /// <summary>The sequence number that comes next, by what the chain has.</summary>
    protected long NextSequence()
    {
        lock (_lock)
        {
            return _next;
        }
    }

    /// <summary>The first sequence number; called by constructors.</summary>
    protected void StartAt(long sequence) => _next = sequence;

    protected static SandboxAnswer Ok(string json) => new(200, json);

    protected static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What was read in a payload.</summary>
/// <param name="Claim">What only one transaction of the chain can have: an output, an account's nonce, a reference.</param>
/// <param name="Id">The transaction's id on the chain, or nothing where a node would name it by words of its own.</param>
/// <param name="Sequence">The account's sequence number, where the chain counts.</param>
internal sealed record SoakTransaction(string Claim, string? Id, long? Sequence = null);
