using System.Security.Cryptography;
using System.Text;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>Writes down what every chain was sent and what it took, apart from the KMS and its journal.</summary>
internal sealed class SoakLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<string>> _sent = [], _accepted = [];
    private readonly Dictionary<(string Chain, string Claim), string> _byClaim = [];
    private readonly List<string> _conflicts = [];
    private int _repetitions;

    /// <summary>Second payloads for what only one transaction can have.</summary>
    public IReadOnlyList<string> Conflicts
    {
        get
        {
            lock (_lock)
            {
                return [.. _conflicts];
            }
        }
    }

    /// <summary>How often the same bytes came again.</summary>
    public int Repetitions => _repetitions;

    /// <summary>How many different payloads were sent for a pending transaction, taken or not.</summary>
    public int SentFor(string pendingId) => Count(_sent, pendingId);

    /// <summary>How many different payloads for a pending transaction are on the chain.</summary>
    public int AcceptedFor(string pendingId) => Count(_accepted, pendingId);

    /// <summary>Takes a payload once, says so of the same bytes again, and refuses other bytes for the same claim.</summary>
    public BroadcastVerdict Take(SoakChain chain, string pendingId, SoakTransaction transaction, string payload)
    {
        lock (_lock)
        {
            Remember(_sent, pendingId, payload);
            if (_byClaim.TryGetValue((chain.Code, transaction.Claim), out var before))
            {
                return before == payload ? Repeated(transaction) : Conflict(chain, transaction);
            }

            _byClaim[(chain.Code, transaction.Claim)] = payload;
            Remember(_accepted, pendingId, payload);
        }

        chain.Accept(transaction);
        return new BroadcastVerdict.Accepted(transaction.Id ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(payload))));
    }

    /// <summary>Whether a chain has a transaction with a claim.</summary>
    public bool Has(SoakChain chain, string claim)
    {
        lock (_lock)
        {
            return _byClaim.ContainsKey((chain.Code, claim));
        }
    }

    private static void Remember(Dictionary<string, HashSet<string>> payloads, string pendingId, string payload)
    {
        if (!payloads.TryGetValue(pendingId, out var known))
        {
            payloads[pendingId] = known = [];
        }

        known.Add(payload);
    }

    /// <summary>Nodes say it in ways of their own; the daemon knows some words, and looks the id up for others.</summary>
    private BroadcastVerdict.Refused Repeated(SoakTransaction transaction) =>
        new(++_repetitions % 2 == 0 && transaction.Id is not null ? "bad-txns-inputs-missingorspent, nonce too low, tefPAST_SEQ" : "already known");

    private BroadcastVerdict.Refused Conflict(SoakChain chain, SoakTransaction transaction)
    {
        _conflicts.Add($"{chain.Code} {transaction.Claim}");
        return new("a second transaction for the same claim");
    }

    private int Count(Dictionary<string, HashSet<string>> payloads, string pendingId)
    {
        lock (_lock)
        {
            return payloads.GetValueOrDefault(pendingId)?.Count ?? 0;
        }
    }
}
