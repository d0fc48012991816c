namespace TatumKms.Core.Tests;

public sealed class SignatureIdTests
{
    private const string Text = "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11";

    [Fact]
    public void Parse_and_ToString_round_trip_in_lower_case() => Assert.Equal(Text, SignatureId.Parse(Text.ToUpperInvariant()).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("6d78dd109f7c4b7f9a3e5c4f0f0a2b11")]
    [InlineData("{6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11}")]
    [InlineData(" 6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11")]
    [InlineData("6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b1g")]
    public void TryParse_WhenMalformed_SaysNo(string text) => Assert.False(SignatureId.TryParse(text, out _));

    [Fact]
    public void Create_gives_a_version_4_UUID_that_is_new_each_time()
    {
        var first = SignatureId.Create();

        Assert.Equal(4, first.Value.Version);
        Assert.NotEqual(first, SignatureId.Create());
    }
}
