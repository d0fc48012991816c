namespace TatumKms.Daemon.Tests;

public sealed class StrandsTests
{
    private const int Wallets = 30;

    [Fact]
    public void Transactions_of_different_wallets_are_strands_of_their_own()
    {
        Assert.Equal([[0], [1], [2]], Strands([0], [1], [2]));
    }

    [Fact]
    public void Transactions_of_one_wallet_stay_in_their_order()
    {
        Assert.Equal([[0, 2, 3], [1]], Strands([0], [1], [0], [0]));
    }

    [Fact]
    public void A_transaction_of_two_wallets_joins_those_before_it()
    {
        Assert.Equal([[0, 1, 3], [2]], Strands([0], [1], [2], [1, 0]));
    }

    [Fact]
    public void Wallets_join_over_others()
    {
        Assert.Equal([[0, 1, 2, 3]], Strands([0, 1], [2, 3], [4, 1], [3, 4]));
    }

    [Fact]
    public void A_wallet_that_a_transaction_names_twice_is_no_matter()
    {
        Assert.Equal([[0], [1]], Strands([0, 0], [1, 1]));
    }

    [Fact]
    public void A_transaction_without_wallets_is_a_strand_of_its_own()
    {
        Assert.Equal([[0], [1], [2]], Strands([], [0], []));
    }

    [Fact]
    public void Whatever_the_wallets_each_transaction_is_in_one_strand_and_no_two_strands_share_a_wallet()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var wallets = Enumerable.Range(0, random.Next(40)).Select(_ => Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(Wallets)).ToArray()).ToArray();

            var strands = Strands(wallets);

            Assert.Equal(Enumerable.Range(0, wallets.Length), strands.SelectMany(strand => strand).Order());
            Assert.All(strands, strand => Assert.Equal(strand.Order(), strand));
            var used = strands.SelectMany((strand, i) => strand.SelectMany(transaction => wallets[transaction]).Distinct().Select(wallet => (wallet, i))).ToArray();
            Assert.Equal(used.Length, used.DistinctBy(use => use.wallet).Count());
        }
    }

    private static int[][] Strands(params int[][] wallets) =>
        [.. Daemon.Strands.Of([.. Enumerable.Range(0, wallets.Length)], i => wallets[i].Select(wallet => $"wallet {wallet}")).Select(strand => strand.ToArray())];
}
