using TatumKms.Cryptography.Encodings;

namespace TatumKms.Cryptography.Tests.Encodings;

/// <summary>The translations of the cashaddr specification (bitcoincashorg/bitcoincash.org @ 3e2e6da8c38d, spec/cashaddr.md, MIT).</summary>
public sealed class CashAddressTests
{
    [Theory]
    [InlineData("1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu", "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a")]
    [InlineData("1KXrWXciRDZUpQwQmuM1DbwsKDLYAYsVLR", "bitcoincash:qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy")]
    [InlineData("16w1D5WRVKJuZUsSRzdLp9w3YGcgoxDXb", "bitcoincash:qqq3728yw0y47sqn6l2na30mcw6zm78dzqre909m2r")]
    [InlineData("3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC", "bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq")]
    [InlineData("3LDsS579y7sruadqu11beEJoTjdFiFCdX4", "bitcoincash:pr95sy3j9xwd2ap32xkykttr4cvcu7as4yc93ky28e")]
    [InlineData("31nwvkZwyPdgzjBJZXfDmSWsC4ZLKpYyUw", "bitcoincash:pqq3728yw0y47sqn6l2na30mcw6zm78dzq5ucqzc37")]
    public void Encode_gives_the_address_that_the_specification_gives_for_an_old_one(string old, string address)
    {
        Assert.True(Base58Check.TryDecode(old, out var payload));

        Assert.Equal(address, CashAddress.Encode("bitcoincash", payload[0] == 5 ? 1 : 0, payload.AsSpan(1)));
    }

    [Fact]
    public void Encode_WhenTheHashIsNot20Bytes_Throws() => Assert.Throws<ArgumentException>(() => CashAddress.Encode("bitcoincash", 0, new byte[32]));
}
