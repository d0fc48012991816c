using System.Diagnostics.CodeAnalysis;

namespace TatumKms.Core;

/// <summary>The chains that this build can sign for.</summary>
public sealed class ChainRegistry
{
    private readonly Dictionary<string, IChain> _chains;

    /// <summary>Takes each chain once.</summary>
    /// <exception cref="ArgumentException">Two chains have one code.</exception>
    public ChainRegistry(IEnumerable<IChain> chains)
    {
        All = [.. chains];
        _chains = All.ToDictionary(chain => chain.Id.Code, StringComparer.Ordinal);
    }

    /// <summary>The chains in the order of their registration.</summary>
    public IReadOnlyList<IChain> All { get; }

    /// <summary>Finds a chain.</summary>
    public bool TryGet(ChainId id, [NotNullWhen(true)] out IChain? chain) => _chains.TryGetValue(id.Code, out chain);

    /// <summary>Finds a chain by the code that a user typed.</summary>
    /// <exception cref="KmsException">There is no such chain (<see cref="KmsError.Usage"/>).</exception>
    public IChain Get(string code)
    {
        if (_chains.TryGetValue(code, out var chain))
        {
            return chain;
        }

        var upper = code.ToUpperInvariant();
        throw new KmsException(
            KmsError.Usage,
            $"Unsupported blockchain '{code}'.",
            _chains.ContainsKey(upper) ? $"Chain codes are upper case: {upper}." : $"Supported are {string.Join(", ", All.Select(c => c.Id.Code))}.");
    }
}
