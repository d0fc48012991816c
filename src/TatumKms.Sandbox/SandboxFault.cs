namespace TatumKms.Sandbox;

/// <summary>Something that goes wrong on purpose: the next requests that match it do not get their usual answer.</summary>
/// <param name="PathPrefix">How the path of the requests begins, <c>/v3/kms/pending</c>; matched as it was sent, with case.</param>
public abstract record SandboxFault(string PathPrefix)
{
    /// <summary>The method of the requests, in upper case.</summary>
    /// <value>The default is nothing: any method.</value>
    public string? Method { get; init; }

    /// <summary>How many requests are hit.</summary>
    /// <value>The default is 1; <see cref="int.MaxValue"/> stands for all.</value>
    public int Times { get; init; } = 1;

    /// <summary>
    /// Whether a broadcast that has its effect before its answer is lost or replaced leaves its pending transaction as it is: the chain
    /// has the transaction, and nobody was told.
    /// </summary>
    public bool LeavesPending { get; init; }

    /// <summary>Answers with a status and a body of its own, which need not be what the API would ever say.</summary>
    /// <param name="PathPrefix">How the path begins.</param>
    /// <param name="Status">The HTTP status, 200 to 599.</param>
    /// <param name="Body">The body, sent as <c>application/json</c> whatever it is.</param>
    public sealed record Answer(string PathPrefix, int Status, string Body) : SandboxFault(PathPrefix)
    {
        /// <summary>Headers of the answer, <c>Retry-After</c> for one.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

        /// <summary>Whether the request has its effect before its answer is replaced.</summary>
        public bool AfterHandling { get; init; }
    }

    /// <summary>Closes the connection without an answer.</summary>
    /// <param name="PathPrefix">How the path begins.</param>
    /// <param name="AfterHandling">Whether the request has its effect before: the reply is lost, what it did is done.</param>
    public sealed record Drop(string PathPrefix, bool AfterHandling) : SandboxFault(PathPrefix);

    /// <summary>Waits before the request is handled as usual.</summary>
    /// <param name="PathPrefix">How the path begins.</param>
    /// <param name="Duration">How long; <see cref="Timeout.InfiniteTimeSpan"/>: until the caller gives up.</param>
    public sealed record Delay(string PathPrefix, TimeSpan Duration) : SandboxFault(PathPrefix);

    /// <summary>Takes a broadcast but does not complete its pending transaction: <c>"completed": false</c>.</summary>
    /// <param name="PathPrefix">How the path begins.</param>
    public sealed record NotCompleted(string PathPrefix) : SandboxFault(PathPrefix);

    /// <summary>Delivers each element of a list of pending transactions twice.</summary>
    /// <param name="PathPrefix">How the path begins.</param>
    public sealed record Twice(string PathPrefix) : SandboxFault(PathPrefix);

    internal bool Matches(string method, string path) =>
        path.StartsWith(PathPrefix, StringComparison.Ordinal) && (Method is null || Method == method);
}
