using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>What the daemon was told to do.</summary>
public sealed record DaemonOptions
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(1);

    /// <summary>As long as the codes that are made with it (RFC 2104, section 3).</summary>
    private const int MinApprovalKeyLength = 32;

    /// <summary>The network to sign for.</summary>
    public required Network Network { get; init; }

    /// <summary>The chains to poll, in their order, each once.</summary>
    public required IReadOnlyList<ChainId> Chains { get; init; }

    /// <summary>The base of the Tatum API; <c>/v3/…</c> is added to it.</summary>
    public required Uri ApiUrl { get; init; }

    /// <summary>Nodes outside the API that the owner uses in place of the public ones of some chains.</summary>
    public IReadOnlyDictionary<ChainId, Uri> NodeUrls { get; init; } = new Dictionary<ChainId, Uri>();

    /// <summary>
    /// The API key; sent in the header <c>x-api-key</c>, or in the path where the API's nodes want it there. Never in a log.
    /// </summary>
    public required string ApiKey { get; init; }

    /// <summary>The file of the signing journal.</summary>
    public required string JournalPath { get; init; }

    /// <summary>The version sent as <c>x-ttm-kms-client-version</c>.</summary>
    public required string ClientVersion { get; init; }

    /// <summary>The version of the program, for health and metrics.</summary>
    public string ProgramVersion { get; init; } = "unknown";

    /// <summary>How long to wait between rounds; 0.1 seconds to a day.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The second pair of eyes; required on mainnet, unless there is a policy.</summary>
    public Uri? ExternalUrl { get; init; }

    /// <summary>How the second pair of eyes is asked.</summary>
    /// <value>The default is GET.</value>
    public ExternalUrlMethod ExternalUrlMethod { get; init; } = ExternalUrlMethod.Get;

    /// <summary>Whether URLs of other machines may be http, for a network that the owner trusts.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>The key of <see cref="ExternalUrlMethod.Signed"/>, at least 32 bytes; stays the caller's, who disposes it after the daemon.</summary>
    public SecretBytes? ApprovalKey { get; init; }

    /// <summary>The owner's policy; without one the second pair of eyes decides alone.</summary>
    public string? PolicyPath { get; init; }

    /// <summary>Whether transactions are signed on mainnet although their description cannot tell what they do.</summary>
    public bool AllowOpaque { get; init; }

    /// <summary>Only these entries of the store are used, where given.</summary>
    public IReadOnlySet<SignatureId>? Wallets { get; init; }

    /// <summary>Only these pending transactions are signed, where given.</summary>
    public IReadOnlySet<string>? TransactionIds { get; init; }

    /// <summary>
    /// Whether transactions that wait after a refusal or a failed look-up are worked on all the same, as somebody expects who runs a
    /// single round or names transactions.
    /// </summary>
    public bool IgnorePauses { get; init; }

    /// <summary>Whether an entry of the store is one that this daemon may use, as far as its id goes.</summary>
    public bool MayUse(SignatureId id) => Wallets?.Contains(id) != false;

    /// <summary>Whether this daemon signs with an entry of the store.</summary>
    public bool Serves(WalletSummary wallet) => wallet.Network == Network && MayUse(wallet.Id);

    /// <summary>Checks that the daemon can work safely with what it was told; <c>AddSigningDaemon</c> calls it.</summary>
    /// <exception cref="KmsException">
    /// Neither a second pair of eyes nor a policy is given on mainnet (<see cref="KmsError.Usage"/>), or a value cannot be used (<see cref="KmsError.Configuration"/>).
    /// </exception>
    public void Validate()
    {
        if (Network == Network.Mainnet && ExternalUrl is null && PolicyPath is null)
        {
            throw new KmsException(
                KmsError.Usage,
                "On mainnet a second pair of eyes must approve each transaction, or a policy decide.",
                "Give the URL of the former with --externalUrl, or a file with --policy, or sign for the test networks with --testnet.");
        }

        ValidateAccess();
        foreach (var (chain, url) in NodeUrls)
        {
            ValidateUrl(url, $"the node of {chain}");
        }

        if (ExternalUrl is not null)
        {
            ValidateUrl(ExternalUrl, "the second pair of eyes");
        }

        ValidateApprovalKey();

        Require(Chains.Count > 0, "No chain to poll was given.");
        Require(Chains.Distinct().Count() == Chains.Count, "A chain was given twice.");
        Require(JournalPath.Length > 0, "The path of the signing journal is missing.");
        Require(Period >= ShortestPeriod && Period <= LongestPeriod, "The period between rounds must be 0.1 seconds to a day.");
    }

    /// <summary>Checks what it takes to ask the API at all.</summary>
    /// <exception cref="KmsException">A value cannot be used (<see cref="KmsError.Configuration"/>).</exception>
    internal void ValidateAccess()
    {
        ValidateUrl(ApiUrl, "the Tatum API");
        Require(IsHeaderValue(ApiKey), "The API key is missing, or it has characters that no API key has.", "Set TATUM_API_KEY, or give --apiKey.");
        Require(IsHeaderValue(ClientVersion), "The client version is missing.");
    }

    /// <summary>Whether what is sent there can be read and changed on its way.</summary>
    internal static bool IsUnprotected(Uri url) => url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback;

    private void ValidateUrl(Uri url, string whose)
    {
        Require(
            url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp),
            $"The URL of {whose} must begin with https:// or http://.");

        // A fragment never leaves the machine: the id of a transaction behind it would not be asked about.
        Require(url.UserInfo.Length == 0 && url.Fragment.Length == 0, $"The URL of {whose} must hold neither a user name or password nor a '#'.");
        Require(
            AllowHttp || !IsUnprotected(url),
            $"The URL of {whose} must begin with https://: over http others can read and change what is said.",
            "Only a URL of this machine, such as http://127.0.0.1:3000, may be http; --allow-http (TATUM_KMS_ALLOW_HTTP=true) lifts that for a network that you trust.");
    }

    /// <summary>A key that nothing uses would let its owner believe that approvals are signed.</summary>
    private void ValidateApprovalKey()
    {
        var isSigned = ExternalUrlMethod == ExternalUrlMethod.Signed;
        Require(
            ApprovalKey is null || isSigned || ExternalUrl is null,
            "There is a key for signed approvals, but the second pair of eyes is asked without it.",
            "Give --externalUrlMethod=SIGNED, or take the key away.");
        Require(!isSigned || ExternalUrl is not null, "Signed approvals need the URL of the second pair of eyes.", "Give it with --externalUrl.");
        Require(
            !isSigned || ApprovalKey?.Length >= MinApprovalKeyLength,
            $"Signed approvals need a key of at least {MinApprovalKeyLength} bytes.",
            "Name a file that holds it with --approval-key-file, or set TATUM_KMS_APPROVAL_KEY. A good one: openssl rand -hex 32.");
    }

    private static bool IsHeaderValue(string text) => text.Length > 0 && text.All(c => c is > ' ' and <= '~');

    private static void Require(bool condition, string message, string? hint = null)
    {
        if (!condition)
        {
            throw new KmsException(KmsError.Configuration, message, hint);
        }
    }
}

/// <summary>How the second pair of eyes is asked.</summary>
public enum ExternalUrlMethod
{
    /// <summary><c>GET url/id</c>.</summary>
    Get,

    /// <summary><c>POST url/id</c> with the pending transaction as JSON.</summary>
    Post,

    /// <summary><c>POST url</c> with what the transaction does; question and answer bear a code made with a shared key.</summary>
    Signed,
}
