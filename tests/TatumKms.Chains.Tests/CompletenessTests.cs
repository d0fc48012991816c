using TatumKms.Core;

namespace TatumKms.Chains.Tests;

/// <summary>Every chain is registered, has vectors and a page of documentation. There is no default branch, so that a forgotten one shows.</summary>
public sealed class CompletenessTests
{
    private static readonly string[] Supported =
    [
        "BTC", "LTC", "DOGE", "BCH",
        "ETH", "BSC", "MATIC", "KLAY", "CELO", "XDC", "ONE", "KCS",
        "TRON", "VET",
        "XRP", "XLM", "SOL", "ALGO", "EGLD", "FLOW", "ADA", "BNB",
    ];

    public static TheoryData<string> Codes => [.. Supported];

    [Fact]
    public void The_registry_holds_the_supported_chains_in_their_order() =>
        Assert.Equal(Supported, TestChains.Registry.All.Select(chain => chain.Id.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_chain_has_wallet_and_signing_vectors(string code)
    {
        Assert.NotEmpty(VectorFile.Load("vectors", "wallets", $"{code}.json").EnumerateArray());
        Assert.NotEmpty(VectorFile.Load("vectors", "sign", $"{code}.json").EnumerateArray());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_chain_has_a_page_of_documentation_that_the_README_names(string code)
    {
        Assert.True(File.Exists(Path.Combine(Root(), "docs", "chains", $"{code}.md")));
        Assert.Contains($"docs/chains/{code}.md", File.ReadAllText(Path.Combine(Root(), "README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_chain_makes_wallets_that_it_can_use(string code)
    {
        var chain = TestChains.Registry.Get(code);
        foreach (var network in Enum.GetValues<Network>())
        {
            using var entry = chain.GenerateWallet(network);
            using var key = chain.DerivePrivateKey(entry, 1);
            using var imported = chain.ImportPrivateKey(network, key);

            Assert.Equal(chain.DeriveAddress(entry, 1), chain.DeriveAddress(imported, 0));
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TatumKms.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
