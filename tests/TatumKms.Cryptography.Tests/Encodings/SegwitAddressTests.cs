using System.Text.Json;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Encodings;

public sealed class SegwitAddressTests
{
    [Fact]
    public void SegwitAddress_reads_and_writes_the_valid_addresses_of_BIP_350()
    {
        var list = new Checklist();
        foreach (var vector in Addresses("valid"))
        {
            var (address, script) = (vector[0].GetString()!, vector[1].Hex());
            var lowerCase = address.ToLowerInvariant();
            var hrp = lowerCase[..2];
            var decoded = SegwitAddress.TryDecode(hrp, address, out var version, out var program);
            byte[] opcode = [version == 0 ? (byte)0 : (byte)(0x50 + version), (byte)program.Length];
            list.Check(
                address,
                decoded
                    && script.AsSpan().SequenceEqual([.. opcode, .. program])
                    && SegwitAddress.Encode(hrp, version, program) == lowerCase);
        }

        list.AssertAll(expectedCount: 8);
    }

    [Fact]
    public void SegwitAddress_refuses_the_invalid_addresses_of_BIP_173_and_350()
    {
        var list = new Checklist();
        foreach (var vector in Addresses("invalid"))
        {
            var address = vector.GetString()!;
            list.Check(address, !SegwitAddress.TryDecode("bc", address, out _, out _) && !SegwitAddress.TryDecode("tb", address, out _, out _));
        }

        list.AssertAll(expectedCount: 26);
    }

    [Theory]
    [InlineData(0, 21)]
    [InlineData(0, 40)]
    [InlineData(1, 1)]
    [InlineData(1, 41)]
    [InlineData(17, 32)]
    [InlineData(-1, 32)]
    public void Encode_WhenVersionOrLengthIsNotAllowed_Throws(int version, int length) =>
        Assert.Throws<ArgumentException>(() => SegwitAddress.Encode("bc", version, new byte[length]));

    [Fact]
    public void TryDecode_WhenTheAddressIsOfAnotherNetwork_IsFalse()
    {
        var address = SegwitAddress.Encode("ltc", 0, new byte[20]);
        Assert.True(SegwitAddress.TryDecode("ltc", address, out _, out _));
        Assert.False(SegwitAddress.TryDecode("bc", address, out _, out _));
    }

    private static JsonElement.ArrayEnumerator Addresses(string list) =>
        TestData.Json("bips/bip-0173-0350.json").GetProperty("addresses").GetProperty(list).EnumerateArray();
}
