using TatumKms.Core;

namespace TatumKms.Cli.Parsing;

/// <summary>Chains as users name them.</summary>
internal static class ChainCodes
{
    /// <exception cref="KmsException">There is no such chain (<see cref="KmsError.Usage"/>).</exception>
    public static IChain Read(string code, ChainRegistry chains) =>
        ChainId.TryParse(code, out var id) && chains.TryGet(id, out var chain)
            ? chain
            : throw UsageErrors.UnknownChain(code, [.. chains.All.Select(known => known.Id.Code)]);

    /// <summary>Chains separated by commas in upper or lower case, each once, in the order of their first mention.</summary>
    /// <exception cref="KmsException">One of them does not exist, or there is none (<see cref="KmsError.Usage"/>).</exception>
    public static IReadOnlyList<ChainId> ReadList(string codes, ChainRegistry chains) =>
        [.. Lists.Split(codes, "--chain").Select(code => Read(code.ToUpperInvariant(), chains).Id).Distinct()];
}
