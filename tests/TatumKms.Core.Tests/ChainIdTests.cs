namespace TatumKms.Core.Tests;

public sealed class ChainIdTests
{
    [Theory]
    [InlineData("BTC")]
    [InlineData("ALGO")]
    [InlineData("B2")]
    public void TryParse_WhenCodeIsUpperCase_KeepsIt(string code)
    {
        Assert.True(ChainId.TryParse(code, out var chain));
        Assert.Equal(code, chain.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("B")]
    [InlineData("btc")]
    [InlineData("BTC ")]
    [InlineData("../BTC")]
    [InlineData("VERYLONGCODE")]
    [InlineData("BTÇ")]
    public void TryParse_WhenMalformed_SaysNo(string? code) => Assert.False(ChainId.TryParse(code, out _));

    [Fact]
    public void Code_WhenDefault_Throws() => Assert.Throws<InvalidOperationException>(() => default(ChainId).Code);

    [Fact]
    public void Compare_orders_by_code() => Assert.True(ChainId.Parse("BCH") < ChainId.Parse("BTC"));
}
