using TatumKms.Core;

namespace TatumKms.Chains.Tests.Evm;

/// <summary>What is not signed, each for one thing that is wrong with it.</summary>
public sealed class EvmRefusalTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "\"value\":\"1e18\"", "'value'" },
        { "\"value\":\"0.5\"", "'value'" },
        { "\"value\":\"-1\"", "'value'" },
        { "\"value\":\" 1\"", "'value'" },
        { "\"value\":\"\"", "'value'" },
        { "\"value\":\"0x\"", "'value'" },
        { "\"value\":\"0xg\"", "'value'" },
        { "\"value\":1.5", "'value'" },
        { "\"value\":1e3", "'value'" },
        { "\"value\":-1", "'value'" },
        { "\"value\":9007199254740993", "'value'" },
        { "\"value\":true", "'value'" },
        { "\"value\":{}", "'value'" },
        { "\"value\":\"0x10000000000000000000000000000000000000000000000000000000000000000\"", "'value'" },
        { "\"value\":\"115792089237316195423570985008687907853269984665640564039457584007913129639936\"", "'value'" },
        { "\"nonce\":\"18446744073709551616\"", "'nonce'" },
        { "\"nonce\":\"18446744073709551615\"", "nonce" },
        { "\"gas\":20999", "gas" },
        { "\"gas\":\"30000001\"", "--maxGas" },
        { "\"gasPrice\":\"1000000000001\"", "--maxGasPrice" },
        { "\"chainId\":5", "chain id" },
        { "\"chainId\":11155111", "chain id" },
        { "\"to\":\"0x35\"", "'to'" },
        { "\"to\":\"0x3535353535353535353535353535353535353g35\"", "'to'" },
        { "\"to\":\"0x2C5b4EEd725DeFA13698056694063f5D4b55a9F7\"", "'to'" },
        { "\"to\":\"xdc3535353535353535353535353535353535353535\"", "'to'" },
        { "\"to\":7", "'to'" },
        { "\"to\":\"\"", "neither" },
        { "\"from\":\"0x3535353535353535353535353535353535353535\"", "key" },
        { "\"data\":\"hello\"", "'data'" },
        { "\"data\":\"0x01\",\"input\":\"0x02\"", "differ" },
        { "\"data\":[]", "'data'" },
        { "\"type\":3", "EIP-4844" },
        { "\"type\":\"0x4\"", "EIP-7702" },
        { "\"type\":5", "'type'" },
        { "\"type\":2", "maxFeePerGas" },
        { "\"blobVersionedHashes\":[]", "EIP-4844" },
        { "\"authorizationList\":[]", "EIP-7702" },
        { "\"maxFeePerGas\":\"1\",\"maxPriorityFeePerGas\":\"1\"", "both" },
        { "\"maxFeePerGas\":\"1\"", "both" },
        { "\"type\":0,\"accessList\":[]", "access list" },
        { "\"accessList\":{}", "'accessList'" },
        { "\"accessList\":[{\"address\":\"0x35\",\"storageKeys\":[]}]", "'address'" },
        { "\"accessList\":[{\"address\":\"0x3535353535353535353535353535353535353535\"}]", "'accessList'" },
        { "\"accessList\":[{\"address\":\"0x3535353535353535353535353535353535353535\",\"storageKeys\":[\"0x01\"]}]", "'accessList'" },
        { "\"feeCurrency\":\"0x765de816845861e75a25fca122bb6898b8b1282a\"", "feeCurrency" },
        { "\"feePayer\":\"0x3535353535353535353535353535353535353535\"", "feePayer" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_configuration_with_one_wrong_member_is_refused_in_words_that_name_it(string member, string named)
    {
        var name = member[..(member.IndexOf(':', StringComparison.Ordinal) + 1)];
        var at = EvmSigner.Complete.IndexOf(name, StringComparison.Ordinal);
        var rest = at < 0 ? EvmSigner.Complete[1..^1] : Without(at);

        Assert.Contains(named, await EvmSigner.RefusalAsync($"{{{rest},{member}}}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{not json")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"to":"0x3535353535353535353535353535353535353535","to":"0x3535353535353535353535353535353535353536"}""")]
    public async Task What_is_no_configuration_is_refused(string text) => Assert.NotEmpty(await EvmSigner.RefusalAsync(text));

    [Fact]
    public async Task A_priority_fee_above_the_whole_fee_is_refused() => Assert.Contains(
        "maxPriorityFeePerGas",
        await EvmSigner.RefusalAsync($$"""{"to":"{{EvmSigner.Recipient}}","gas":21000,"nonce":1,"maxFeePerGas":"1","maxPriorityFeePerGas":"2"}"""),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("ETH")]
    [InlineData("KLAY")]
    [InlineData("CELO")]
    [InlineData("XDC")]
    public async Task Whatever_a_configuration_looks_like_nothing_but_a_refusal_comes_out(string code)
    {
        foreach (var vector in VectorFile.Vectors("sign").Where(vector => vector.GetProperty("chain").GetString() == code))
        {
            var text = vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!;
            foreach (var mutated in Mutations.Of(text[..Math.Min(text.Length, 700)], seed: 7, count: 40))
            {
                try
                {
                    await EvmSigner.SignAsync(mutated, code);
                }
                catch (Exception problem) when (problem is RefusedException or NodeException)
                {
                    // As it should be.
                }
            }
        }
    }

    private static string Without(int at)
    {
        var end = EvmSigner.Complete.IndexOf(',', at);
        return end < 0 ? EvmSigner.Complete[1..(at - 1)] : EvmSigner.Complete[1..at] + EvmSigner.Complete[(end + 1)..^1];
    }
}
