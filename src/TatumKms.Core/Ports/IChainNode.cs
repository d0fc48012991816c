using System.Text.Json;

namespace TatumKms.Core;

/// <summary>
/// A chain's window to the world: look-ups while a transaction is prepared, and what chains that send by themselves need. One
/// instance serves one round of one chain. Answers are JSON in which no object names a member twice.
/// </summary>
public interface IChainNode
{
    /// <summary>Asks for a resource; repeated when the network or the server fails.</summary>
    /// <param name="address">What is asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">No usable answer.</exception>
    Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken);

    /// <summary>Asks with a body (<c>POST</c>) something that changes nothing; repeated when the network or the server fails.</summary>
    /// <param name="address">Who is asked.</param>
    /// <param name="write">Writes the body, one JSON value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">No usable answer.</exception>
    Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken);

    /// <summary>Tells something (<c>POST</c>) that may change the world; sent once.</summary>
    /// <param name="address">Who is told.</param>
    /// <param name="write">Writes the body, one JSON value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">
    /// No usable answer. Without a <see cref="NodeException.Status"/> nobody knows whether it arrived.
    /// </exception>
    Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken);

    /// <summary>
    /// The nonce after the highest that this round has signed for an account, or nothing when it has signed none: then the
    /// chain is asked. So several transactions of an account in a round get consecutive nonces.
    /// </summary>
    /// <param name="account">The account as <see cref="AccountSequence.Account"/> names it.</param>
    ulong? NextSequence(string account);

    /// <summary>
    /// The lowest nonce from a looked-up one on with which nothing was signed that may still be, or get, on the chain: a node may
    /// not know yet what was sent a moment ago.
    /// </summary>
    /// <param name="account">The account as <see cref="AccountSequence.Account"/> names it.</param>
    /// <param name="counted">What the chain says.</param>
    ulong FreeSequence(string account, ulong counted);
}

/// <summary>Where a look-up goes. Never holds the API key, so that it may be logged.</summary>
public abstract record NodeAddress
{
    private NodeAddress()
    {
    }

    /// <summary>A resource of the Tatum API; the API key goes in the header <c>x-api-key</c>.</summary>
    /// <param name="Path">Path and query, from <c>/v3/</c> on.</param>
    public sealed record Api(string Path) : NodeAddress;

    /// <summary>A node behind the Tatum API whose path carries the API key: prefix, <c>/</c>, key, suffix.</summary>
    /// <param name="Prefix">From <c>/v3/</c> to before the key: <c>/v3/ethereum/web3</c>.</param>
    /// <param name="Suffix">What follows the key: <c>/network/config</c>; empty for JSON-RPC.</param>
    public sealed record ApiNode(string Prefix, string Suffix = "") : NodeAddress;

    /// <summary>A public node outside the Tatum API, which gets no API key. The owner may name another one for the chain.</summary>
    /// <param name="Chain">The chain whose node it is: <c>TATUM_KMS_NODE_URL_{chain}</c> replaces <paramref name="Default"/>.</param>
    /// <param name="Default">The node that the original uses.</param>
    /// <param name="Path">Path and query, appended to the base: <c>/blocks/best</c>.</param>
    public sealed record PublicNode(ChainId Chain, Uri Default, string Path) : NodeAddress;
}

/// <summary>A look-up that brought no usable answer; the transaction is tried again later.</summary>
public sealed class NodeException : Exception
{
    /// <summary>Makes one; the message holds no URL with a key.</summary>
    /// <param name="message">A sentence for people.</param>
    /// <param name="status">The HTTP status of the answer, where there was one.</param>
    /// <param name="body">The answer, where it was JSON.</param>
    /// <param name="innerException">The cause.</param>
    public NodeException(string message, int? status = null, JsonElement? body = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Status = status;
        Body = body;
    }

    /// <summary>The HTTP status of the answer, or nothing when there was no answer.</summary>
    public int? Status { get; }

    /// <summary>The answer, where it was JSON. Not to be logged: it is the server's text.</summary>
    public JsonElement? Body { get; }
}
