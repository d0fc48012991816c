using System.Numerics;

namespace TatumKms.Core.Tests;

public sealed class AmountTests
{
    [Theory]
    [InlineData(0, 8, "0 BTC")]
    [InlineData(1, 8, "0.00000001 BTC")]
    [InlineData(150_000_000, 8, "1.5 BTC")]
    [InlineData(100_000_000, 8, "1 BTC")]
    [InlineData(-1_000, 8, "-0.00001 BTC")]
    [InlineData(7, 0, "7 BTC")]
    public void ToString_is_exact_without_trailing_zeros(long baseUnits, int decimals, string text) =>
        Assert.Equal(text, new Amount(baseUnits, decimals, "BTC").ToString());

    [Fact]
    public void ToString_WhenBeyond64Bits_IsExact() =>
        Assert.Equal("123456789012345678901.000000000000000001 ETH", new Amount(BigInteger.Parse("123456789012345678901000000000000000001"), 18, "ETH").ToString());
}
