using System.Numerics;
using TatumKms.Chains.Contracts;
using TatumKms.Chains.Evm;

namespace TatumKms.Chains.Tests.Contracts;

public sealed class ContractCallTests
{
    private const string Contract = "0xdac17f958d2ee523a2206206994597c13d831ec7";
    private static readonly byte[] Alice = Bytes(0xa1), Bob = Bytes(0xb0);

    /// <summary>Selectors as everybody knows them.</summary>
    public static TheoryData<string, string> Selectors => new()
    {
        { "transfer(address,uint256)", "a9059cbb" },
        { "approve(address,uint256)", "095ea7b3" },
        { "transferFrom(address,address,uint256)", "23b872dd" },
        { "safeTransferFrom(address,address,uint256)", "42842e0e" },
        { "safeTransferFrom(address,address,uint256,bytes)", "b88d4fde" },
        { "setApprovalForAll(address,bool)", "a22cb465" },
        { "safeTransferFrom(address,address,uint256,uint256,bytes)", "f242432a" },
        { "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)", "2eb2c2d6" },
        { "mint(address,uint256)", "40c10f19" },
        { "mintWithTokenURI(address,uint256,string)", "50bb4e7f" },
        { "transferOwnership(address)", "f2fde38b" },
        { "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)", "d505accf" },
    };

    [Theory]
    [MemberData(nameof(Selectors))]
    public void A_method_has_the_selector_that_everybody_knows(string signature, string selector) =>
        Assert.Equal(signature, KnownMethods.Find(Convert.FromHexString(selector))?.Signature);

    [Fact]
    public void A_transfer_of_tokens_is_a_payment()
    {
        var call = Describe("transfer(address,uint256)", new AbiValue.Address(Bob), Number(1500));

        var payment = Assert.Single(call.Payments);
        Assert.Equal((EvmAddress.Lower(Bob), $"1500 units of {Contract}"), (payment.Address, payment.Amount.ToString()));
    }

    [Fact]
    public void An_approval_without_limit_is_called_so() => Assert.Contains(
        "an unlimited number of units",
        Assert.Single(Describe("approve(address,uint256)", new AbiValue.Address(Bob), Number((BigInteger.One << 256) - 1)).Notes),
        StringComparison.Ordinal);

    [Fact]
    public void A_transfer_of_a_collectible_names_its_number() => Assert.Contains(
        "token number 7",
        Assert.Single(Describe("safeTransferFrom(address,address,uint256)", new AbiValue.Address(Alice), new AbiValue.Address(Bob), Number(7)).Notes),
        StringComparison.Ordinal);

    [Fact]
    public void A_batch_of_tokens_is_listed()
    {
        var call = Describe(
            "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)",
            new AbiValue.Address(Alice),
            new AbiValue.Address(Bob),
            new AbiValue.List([Number(1), Number(2)]),
            new AbiValue.List([Number(10), Number(20)]),
            new AbiValue.Bytes([]));

        Assert.Contains("10 of the token number 1, 20 of the token number 2", Assert.Single(call.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Power_over_all_tokens_is_told_in_words() => Assert.Contains(
        "power over all tokens",
        Assert.Single(Describe("setApprovalForAll(address,bool)", new AbiValue.Address(Bob), new AbiValue.Flag(true)).Notes),
        StringComparison.Ordinal);

    [Fact]
    public void An_unknown_method_is_shown_with_its_four_bytes()
    {
        var call = ContractCalls.Describe(Contract, Convert.FromHexString("deadbeef00"), EvmAddress.Lower);

        Assert.False(call.IsKnown);
        Assert.Equal("0xdeadbeef", call.Method);
        Assert.Contains("unknown method 0xdeadbeef", Assert.Single(call.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a9059cbb")]
    [InlineData("a9059cbb000000000000000000000001b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b00000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("a9059cbb000000000000000000000000b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0000000000000000000000000000000000000000000000000000000000000000100")]
    [InlineData("a22cb465000000000000000000000000b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b00000000000000000000000000000000000000000000000000000000000000002")]
    [InlineData("1f7fdffa000000000000000000000000b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Arguments_in_another_form_than_a_compiler_s_are_not_described_as_if_they_were_known(string data)
    {
        var call = ContractCalls.Describe(Contract, Convert.FromHexString(data), EvmAddress.Lower);

        Assert.False(call.IsKnown);
        Assert.Empty(call.Payments);
    }

    [Fact]
    public void Every_known_method_s_arguments_are_read_as_they_were_written()
    {
        var random = new Random(3);
        foreach (var signature in KnownMethods.Signatures)
        {
            var types = AbiType.OfSignature(signature);
            for (var i = 0; i < 50; i++)
            {
                var bytes = AbiCodec.Encode(types, [.. types.Select(type => RandomValue(type, random))]);

                Assert.True(AbiCodec.TryDecode(types, bytes, out var values), signature);
                Assert.Equal(bytes, AbiCodec.Encode(types, values));
            }
        }
    }

    [Fact]
    public void No_data_makes_the_description_fail()
    {
        var random = new Random(5);
        var signatures = KnownMethods.Signatures.ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var types = AbiType.OfSignature(signatures[random.Next(signatures.Length)]);
            var data = (byte[])[.. Selector(signatures[random.Next(signatures.Length)]), .. AbiCodec.Encode(types, [.. types.Select(type => RandomValue(type, random))])];
            data[random.Next(data.Length)] = (byte)random.Next(256);

            Assert.NotEmpty(ContractCalls.Describe(Contract, data.AsSpan(0, random.Next(1, data.Length + 1)), EvmAddress.Lower).Notes);
        }
    }

    private static DescribedCall Describe(string signature, params AbiValue[] values) =>
        ContractCalls.Describe(Contract, [.. Selector(signature), .. AbiCodec.Encode(AbiType.OfSignature(signature), values)], EvmAddress.Lower);

    private static byte[] Selector(string signature) =>
        Cryptography.Hashing.Keccak256.HashData(System.Text.Encoding.ASCII.GetBytes(signature))[..4];

    private static AbiValue.Number Number(BigInteger number) => new(number);

    private static byte[] Bytes(byte value) => [.. Enumerable.Repeat(value, 20)];

    private static AbiValue RandomValue(AbiType type, Random random)
    {
        var bytes = new byte[type.Kind switch { AbiKind.Number => type.Size / 8, AbiKind.Address => 20, AbiKind.FixedBytes => type.Size, _ => random.Next(70) }];
        random.NextBytes(bytes);
        return type.Kind switch
        {
            AbiKind.Number => new AbiValue.Number(new BigInteger(bytes, isUnsigned: true)),
            AbiKind.Address => new AbiValue.Address(bytes),
            AbiKind.Flag => new AbiValue.Flag(random.Next(2) == 1),
            AbiKind.List => new AbiValue.List([.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(type.Element!, random))]),
            _ => new AbiValue.Bytes(bytes),
        };
    }
}
