using System.Text.Json;

namespace TatumKms.Core;

/// <summary>A chain's window to the world while a transaction is prepared: look-ups, never a broadcast.</summary>
public interface IChainNode
{
    /// <summary>Asks for a resource of the API, with the API key in a header.</summary>
    /// <param name="path">Path and query, from <c>/v3/</c> on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">No usable answer.</exception>
    Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken);
}

/// <summary>A look-up that brought no usable answer; the transaction is tried again later.</summary>
public sealed class NodeException : Exception
{
    /// <summary>Makes one; the message holds no URL with a key.</summary>
    public NodeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
