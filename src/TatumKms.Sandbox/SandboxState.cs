using System.Text.Json.Nodes;

namespace TatumKms.Sandbox;

/// <summary>What the sandbox holds and what it received. All in memory; safe to use from any thread.</summary>
public sealed class SandboxState
{
    private readonly Lock _lock = new();
    private readonly List<PendingRecord> _pending = [];
    private readonly List<(SandboxFault Fault, int Left)> _faults = [];
    private readonly List<SandboxRequest> _requests = [];
    private readonly List<SandboxBroadcast> _broadcasts = [];
    private readonly List<SandboxCompletion> _completions = [];
    private readonly List<SandboxError> _errors = [];
    private readonly List<SandboxApproval> _approvals = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly Dictionary<string, string> _transactions = new(StringComparer.Ordinal);

    /// <summary>All requests to the API and to the second pair of eyes, oldest first.</summary>
    public IReadOnlyList<SandboxRequest> Requests => Copy(_requests);

    /// <summary>All transactions that arrived to be broadcast, oldest first, refused ones included.</summary>
    public IReadOnlyList<SandboxBroadcast> Broadcasts => Copy(_broadcasts);

    /// <summary>What was completed, oldest first.</summary>
    public IReadOnlyList<SandboxCompletion> Completions => Copy(_completions);

    /// <summary>All reported errors, oldest first.</summary>
    public IReadOnlyList<SandboxError> Errors => Copy(_errors);

    /// <summary>All questions to the second pair of eyes, oldest first.</summary>
    public IReadOnlyList<SandboxApproval> Approvals => Copy(_approvals);

    /// <summary>The ids of the transactions that wait for a signature, oldest first.</summary>
    public IReadOnlyList<string> PendingIds
    {
        get
        {
            lock (_lock)
            {
                return [.. _pending.Where(pending => pending.TransactionId is null).Select(pending => pending.Id)];
            }
        }
    }

    /// <summary>Waits until so many of the pending transactions that the sandbox holds are completed, each counted once.</summary>
    public Task WhenCompletedAsync(int count, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((count, reached));
            NotifyWaiting();
        }

        return reached.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Adds a pending transaction, or puts it in the place of the one with its id.</summary>
    /// <param name="json">
    /// The JSON object as <c>POST /v3/kms/pending/{chain}</c> shall deliver it: <c>chain</c>, <c>hashes</c>,
    /// <c>serializedTransaction</c> and so on. Without an <c>id</c> it gets one of 24 hexadecimal digits.
    /// </param>
    /// <returns>Its id.</returns>
    /// <exception cref="FormatException">It is not a JSON object, or of no known chain.</exception>
    public string AddPending(string json)
    {
        var added = PendingRecord.Parse(json);
        lock (_lock)
        {
            _pending.RemoveAll(pending => pending.Id == added.Id);
            _pending.Add(added);
        }

        return added.Id;
    }

    /// <summary>Scripts a fault; those that were added first are used up first.</summary>
    public void AddFault(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _faults.Add((fault, fault.Times));
        }
    }

    /// <summary>Forgets everything: what waits, what was received, what shall go wrong.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _pending.Clear();
            _faults.Clear();
            _requests.Clear();
            _broadcasts.Clear();
            _completions.Clear();
            _errors.Clear();
            _approvals.Clear();
            _transactions.Clear();
        }
    }

    internal void Add(SandboxRequest request) => Append(_requests, request);

    internal void Add(SandboxBroadcast broadcast) => Append(_broadcasts, broadcast);

    internal void Add(SandboxError error) => Append(_errors, error);

    internal void Add(SandboxApproval approval) => Append(_approvals, approval);

    internal SandboxFault? TakeFault(string method, string path)
    {
        lock (_lock)
        {
            var index = _faults.FindIndex(scripted => scripted.Fault.Matches(method, path));
            if (index < 0)
            {
                return null;
            }

            var (fault, left) = _faults[index];
            if (left <= 1)
            {
                _faults.RemoveAt(index);
            }
            else if (left != int.MaxValue)
            {
                _faults[index] = (fault, left - 1);
            }

            return fault;
        }
    }

    internal JsonArray PendingOf(string chain, IReadOnlyCollection<string>? signatureIds)
    {
        lock (_lock)
        {
            return [.. _pending
                .Where(pending => pending.TransactionId is null && pending.Chain == chain)
                .Where(pending => signatureIds is null || pending.IsFor(signatureIds))
                .Select(pending => pending.Json)];
        }
    }

    internal JsonNode? Find(string id)
    {
        lock (_lock)
        {
            return _pending.Find(pending => pending.Id == id)?.Json;
        }
    }

    internal bool Complete(string id, string transactionId)
    {
        lock (_lock)
        {
            if (_pending.Find(pending => pending.Id == id) is not { } record)
            {
                return false;
            }

            record.TransactionId = transactionId;
            _completions.Add(new SandboxCompletion(id, transactionId));
            NotifyWaiting();
            return true;
        }
    }

    internal bool Delete(string id)
    {
        lock (_lock)
        {
            return _pending.RemoveAll(pending => pending.Id == id) > 0;
        }
    }

    /// <summary>Remembers a transaction that the chain took.</summary>
    internal void AddTransaction(string transactionId, string txData)
    {
        lock (_lock)
        {
            _transactions[transactionId] = txData;
        }
    }

    internal string? FindTransaction(string transactionId)
    {
        lock (_lock)
        {
            return _transactions.GetValueOrDefault(transactionId);
        }
    }

    private void NotifyWaiting()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var completed = _pending.Count(pending => pending.TransactionId is not null);
        foreach (var (_, reached) in _waiting.Where(waiting => waiting.Count <= completed))
        {
            reached.SetResult();
        }

        _waiting.RemoveAll(waiting => waiting.Count <= completed);
    }

    private void Append<T>(List<T> list, T item)
    {
        lock (_lock)
        {
            list.Add(item);
        }
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
