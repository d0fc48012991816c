using TatumKms.Core;
using TatumKms.Wallets.Plaintext;

namespace TatumKms.Wallets.Tests.Plaintext;

public sealed class EntryTableTests
{
    private readonly EntryTable _table = new();

    [Fact]
    public void Entries_are_found_by_position_and_by_id_however_many_there_are()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => SignatureId.Create()).ToArray();

        Assert.All(ids.Index(), entry => Assert.True(_table.TryAdd(Entry(entry.Item, entry.Index))));

        Assert.Equal(ids.Length, _table.Count);
        Assert.All(ids.Index(), entry => Assert.Equal((entry.Index, entry.Item, entry.Index), (_table.Find(entry.Item), _table[entry.Index].Id, _table[entry.Index].KeyStart)));
    }

    [Fact]
    public void An_id_that_is_not_there_is_not_found()
    {
        _table.TryAdd(Entry(SignatureId.Create(), 1));

        Assert.Null(_table.Find(SignatureId.Create()));
    }

    [Fact]
    public void An_id_that_is_there_is_not_added_again()
    {
        var id = SignatureId.Create();
        _table.TryAdd(Entry(id, 1));

        Assert.False(_table.TryAdd(Entry(id, 2)));
        Assert.Equal((1, 1), (_table.Count, _table[0].KeyStart));
    }

    [Fact]
    public void Ids_that_fall_into_one_bucket_are_told_apart()
    {
        // The words of a UUID are combined by exclusive or: the same bits in two of them cancel out.
        var ids = Enumerable.Range(0, 100).Select(i => new SignatureId(new Guid(i, 0, 0, [(byte)i, 0, 0, 0, 0, 0, 0, 0]))).ToArray();

        Assert.All(ids.Index(), entry => Assert.True(_table.TryAdd(Entry(entry.Item, entry.Index))));

        Assert.All(ids.Index(), entry => Assert.Equal(entry.Index, _table.Find(entry.Item)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(15)]
    public void A_position_without_an_entry_is_refused(int position)
    {
        _table.TryAdd(Entry(SignatureId.Create(), 1));

        Assert.Throws<ArgumentOutOfRangeException>(() => _table[position].KeyStart);
    }

    private static EntryLocation Entry(SignatureId id, int start) => new(id, start, start + 40, start + 80, ChainId.Parse("ETH"), Network.Testnet);
}
