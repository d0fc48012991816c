using TatumKms.Chains;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.EndToEnd.Tests.Soak.Chains;
using TatumKms.Sandbox;

namespace TatumKms.EndToEnd.Tests.Soak;

/// <summary>All chains of the product, each with a key of its own, before one sandbox.</summary>
internal sealed class SoakChains
{
    private readonly IReadOnlyList<IChain> _chains = ChainsRegistration.CreateChains(Secp256k1.CreateBest());

    public SoakChains()
    {
        All =
        [
            .. UtxoSoak.Coins.Select(coin => new UtxoSoak(coin, _chains)),
            .. EvmSoak.Coins.Select(coin => new EvmSoak(coin, _chains)),
            new TronSoak(_chains),
            new VetSoak(_chains),
            new XrpSoak(_chains),
            new XlmSoak(_chains),
            new SolSoak(_chains),
            new AlgoSoak(_chains),
            new EgldSoak(_chains),
            new FlowSoak(_chains),
            new AdaSoak(_chains),
            new BnbSoak(_chains),
        ];
        Assert.Equal(_chains.Select(chain => chain.Id.Code).Order(), All.Select(chain => chain.Code).Order());
    }

    public IReadOnlyList<SoakChain> All { get; }

    public ChainRegistry Registry => new(_chains);

    public SoakLedger Ledger { get; } = new();

    /// <summary>The sandbox in front of the chains and their nodes.</summary>
    public SandboxOptions Options(Func<string, string, SandboxFault?>? faults = null) => new()
    {
        Faults = faults,
        LookUp = (question, _) => Task.FromResult(All.Select(chain => chain.Answer(question, Ledger)).FirstOrDefault(answer => answer is not null)),
        Broadcaster = (broadcast, _) => Task.FromResult(Of(broadcast.Chain).Judge(broadcast, Ledger)),
    };

    public SoakChain Of(string code) => All.Single(chain => chain.Code == code);
}
