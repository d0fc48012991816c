namespace TatumKms.Sandbox;

/// <summary>How the sandbox is set up.</summary>
public sealed record SandboxOptions
{
    /// <summary>The port on 127.0.0.1.</summary>
    /// <value>The default is 0: any free one.</value>
    public int Port { get; init; }

    /// <summary>The one API key that is let in.</summary>
    /// <value>The default is nothing: every key is, but a request without one is not.</value>
    public string? ApiKey { get; init; }

    /// <summary>What becomes of a broadcast transaction: hand it to a node of yours here.</summary>
    /// <value>By default everything is accepted once, under the SHA-256 of its <c>txData</c> in lower-case hexadecimal.</value>
    public Func<SandboxBroadcast, CancellationToken, Task<BroadcastVerdict>>? Broadcaster { get; init; }

    /// <summary>Answers look-ups of chains: nonces, prices, JSON-RPC of the API's nodes. Nothing stands for 404.</summary>
    /// <value>By default every look-up is answered with 404.</value>
    public Func<SandboxLookUp, CancellationToken, Task<SandboxAnswer?>>? LookUp { get; init; }

    /// <summary>
    /// Chooses what goes wrong with a request, given its method and its path as it was sent, where no scripted fault matches; nothing
    /// stands for the usual answer. Path, method and times of the fault do not matter then.
    /// </summary>
    /// <value>By default nothing goes wrong.</value>
    public Func<string, string, SandboxFault?>? Faults { get; init; }

    /// <summary>Decides on what the second pair of eyes is asked at <c>/4eye/{id}</c>.</summary>
    /// <value>By default everything is approved.</value>
    public Func<SandboxApproval, bool>? Approver { get; init; }

    /// <summary>The header <c>x-ttm-kms-latest-version</c> of every answer, for example <c>9.9.9;WARN;text</c>.</summary>
    /// <value>The default is nothing: no such header.</value>
    public string? LatestVersion { get; init; }
}
