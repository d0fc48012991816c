using TatumKms.Chains.Sol;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Chains.Sol.Programs;
using TatumKms.Chains.Tests.Flow;
using TatumKms.Chains.Tests.Sol;

namespace TatumKms.Chains.Tests;

/// <summary>What customers sign every day is told in words: nothing of the original's vectors is opaque.</summary>
public sealed class OpaqueTests
{
    private static readonly SolAddress Stranger = SolWorld.Account(77);

    /// <summary>Instructions of which nobody can tell what they do in the name of the signer.</summary>
    private static readonly Dictionary<string, SolMessage> Unreadable = new(StringComparer.Ordinal)
    {
        ["an unknown program"] = SolWorld.Message(Stranger, [1, 2, 3], SolWorld.Account(1)),
        ["an unknown operation of the system program"] = SolWorld.Message(ProgramIds.System, SolWorld.UInt32(99), SolWorld.Account(1)),
        ["an unknown operation of the token program"] = SolWorld.Message(ProgramIds.Token, [255], SolWorld.Account(1)),
        ["an unknown operation of the associated token program"] = SolWorld.Message(ProgramIds.AssociatedToken, [9], SolWorld.Account(1)),
        ["an unknown operation of Metaplex"] = SolWorld.Message(ProgramIds.Metaplex, [200], SolWorld.Account(1)),
        ["an operation of the vote program"] = SolWorld.Message(ProgramIds.Vote, SolWorld.UInt32(3), SolWorld.Account(1)),
        ["a payee of an address table"] = SolWorld.Message(ProgramIds.System, SolWorld.Transfer(7), SolWorld.Account(1)).AsVersion0(new SolLookup(Stranger, [10], [])).With(0, 3),
    };

    /// <summary>Unknown as well, but without a signer among its accounts a program has no power over anybody's.</summary>
    private static readonly Dictionary<string, SolMessage> Harmless = new(StringComparer.Ordinal)
    {
        ["an unknown program without a signer"] = SolWorld.Message(Stranger, [1, 2, 3], SolWorld.Account(1)).With(1),
        ["a memo that is no text"] = SolWorld.Message(ProgramIds.Memo, [0xff]),
        ["a known operation of Metaplex"] = SolWorld.Message(ProgramIds.Metaplex, [33], SolWorld.Account(1)),
    };

    public static TheoryData<string> UnreadableNames => [.. Unreadable.Keys];

    public static TheoryData<string> HarmlessNames => [.. Harmless.Keys];

    public static TheoryData<string> Chains => [.. TestChains.Registry.All.Select(chain => chain.Id.Code)];

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Each_vector_that_is_signed_is_described(string chain)
    {
        List<string> opaque = [];
        foreach (var vector in VectorFile.Load("vectors", "sign", $"{chain}.json").EnumerateArray().Where(vector => VectorRuling.Of(vector) != VectorRuling.Refused))
        {
            var (prepared, _) = await VectorSigner.SignAsync(TestChains.WithoutFeeLimit.Get(chain), vector, TestContext.Current.CancellationToken);
            if (prepared.Description.IsOpaque)
            {
                opaque.Add($"{vector.GetProperty("id").GetString()}: {prepared.Description.WhyOpaque}");
            }
        }

        Assert.Empty(opaque);
    }

    [Theory]
    [MemberData(nameof(UnreadableNames))]
    public async Task An_instruction_of_Solana_that_nobody_can_read_and_that_gets_a_signer_is_opaque(string name) =>
        Assert.StartsWith("Instruction 1 ", (await SolWorld.DescribeAsync(Unreadable[name])).WhyOpaque, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(HarmlessNames))]
    public async Task An_instruction_of_Solana_without_power_over_a_signer_is_not_opaque(string name) =>
        Assert.Null((await SolWorld.DescribeAsync(Harmless[name])).WhyOpaque);

    [Theory]
    [InlineData("transaction { prepare(signer: auth(Storage) &Account) {} }")]
    [InlineData("transaction { prepare(signer: AuthAccount) {} }")]
    public async Task A_script_of_Flow_that_asks_for_rights_over_the_account_is_opaque(string script) =>
        Assert.Contains("rights over the account", (await new FlowWorld().PrepareAsync(FlowWorld.Serialized(script))).Description.WhyOpaque, StringComparison.Ordinal);

    [Fact]
    public async Task A_script_of_Flow_without_rights_over_the_account_is_not_opaque() =>
        Assert.Null((await new FlowWorld().PrepareAsync(FlowWorld.Serialized("transaction { prepare(signer: &Account) {} }"))).Description.WhyOpaque);
}
