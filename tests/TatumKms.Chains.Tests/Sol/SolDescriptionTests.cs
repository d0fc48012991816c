using TatumKms.Chains.Sol;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Chains.Sol.Programs;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Sol;

public sealed class SolDescriptionTests
{
    private static readonly SolAddress Own = SolWorld.AddressOf(1), A = SolWorld.Account(1), B = SolWorld.Account(2), C = SolWorld.Account(3);

    /// <summary>The program, the data, and words that must be in one note. Accounts: 0 the key, 1 to 3 A to C.</summary>
    public static TheoryData<string, byte[], string> Notes => new()
    {
        { "System", [.. SolWorld.UInt32(1), .. C.Bytes], $"TAKEOVER: hands the account {Own} over to the program {C}" },
        { "System", [.. SolWorld.UInt32(0), .. SolWorld.UInt64(5), .. SolWorld.UInt64(82), .. C.Bytes], $"Creates the account {A} of 82 bytes, which belongs to the program {C}" },
        { "System", [.. SolWorld.UInt32(3), .. Own.Bytes, .. SolWorld.UInt64(2), 65, 66, .. SolWorld.UInt64(5), .. SolWorld.UInt64(82), .. C.Bytes], $"Creates the account {A}" },
        { "System", [.. SolWorld.UInt32(4)], $"Advances the durable nonce of {Own}" },
        { "System", [.. SolWorld.UInt32(6), .. C.Bytes], $"{C} rules it" },
        { "System", [.. SolWorld.UInt32(7), .. C.Bytes], $"TAKEOVER: from now on {C} rules the nonce account {Own}" },
        { "System", [.. SolWorld.UInt32(8), .. SolWorld.UInt64(9)], "room for 9 bytes" },
        { "System", [.. SolWorld.UInt32(9), .. Own.Bytes, .. SolWorld.UInt64(0), .. SolWorld.UInt64(9), .. C.Bytes], "room for 9 bytes and hands it over" },
        { "System", [.. SolWorld.UInt32(10), .. Own.Bytes, .. SolWorld.UInt64(0), .. C.Bytes], "TAKEOVER" },
        { "System", [.. SolWorld.UInt32(12)], "Upgrades the nonce account" },
        { "System", [.. SolWorld.UInt32(99)], "unknown operation 99" },
        { "Token", [4, .. SolWorld.UInt64(77)], $"DELEGATION: lets {A} spend up to 77 base units of the token in {Own}" },
        { "Token", [13, .. SolWorld.UInt64(77), 1], $"DELEGATION: lets {B} spend up to 7.7 of the token {A}" },
        { "Token", [5], "Takes back what others may spend" },
        { "Token", [6, 2, 1, .. C.Bytes], $"TAKEOVER: from now on {C} has the authority over {Own} (owner's)" },
        { "Token", [6, 0, 0], "Gives up the authority" },
        { "Token", [6, 200, 1, .. C.Bytes], "number 200" },
        { "Token", [7, .. SolWorld.UInt64(3)], $"Mints 3 base units of the token {Own} to {A}" },
        { "Token", [8, .. SolWorld.UInt64(3)], $"BURNS 3 base units of the token {A}" },
        { "Token", [15, .. SolWorld.UInt64(30), 1], $"BURNS 3 of the token {A}" },
        { "Token", [9], $"CLOSES {Own} (token account); its SOL goes to {A}" },
        { "Token", [10], "FREEZES" },
        { "Token", [11], "Thaws" },
        { "Token", [20, 6, .. C.Bytes, 0], $"a token with 6 decimals; {C} may mint it, nobody may freeze it" },
        { "Token", [0, 6, .. C.Bytes, 1, .. B.Bytes], $"{B} may freeze it" },
        { "Token", [17], "updates the wrapped SOL" },
        { "Token", [255], "unknown operation 255" },
        { "Token2022", [35, .. C.Bytes], "PERMANENT DELEGATE" },
        { "Token2022", [26, 1, .. SolWorld.UInt64(100), 1, .. SolWorld.UInt64(5)], $"The token takes 0.5 of the token {A} of the transfer" },
        { "AssociatedToken", [], $"Creates the token account {A} of {B} for the token {C}; {Own} pays" },
        { "AssociatedToken", [1], "unless it is there" },
        { "AssociatedToken", [2], $"Moves all tokens of {Own} to {B}" },
        { "AssociatedToken", [9], "unknown operation 9" },
        { "Memo", "hello \"you\""u8.ToArray(), "Memo: \"hello \\\"you\\\"\"" },
        { "Memo", [0xff], "1 bytes that are no text" },
        { "Metaplex", [33], "Calls Metaplex Token Metadata (metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s) with 4 accounts and 1 bytes of data: makes metadata (operation 33)" },
        { "Stake", [.. SolWorld.UInt32(2)], "DELEGATES stake" },
        { "Stake", [.. SolWorld.UInt32(1)], "TAKEOVER" },
        { "UpgradeableLoader", [.. SolWorld.UInt32(3)], "UPGRADES a program" },
        { "Vote", [1], "no operation that is known" },
        { "Unknown", [1, 2, 3], "which is not known here, with 4 accounts and 3 bytes of data" },
    };

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "System", [] },
        { "System", [2, 0, 0] },
        { "System", [.. SolWorld.Transfer(7), 0] },
        { "System", [.. SolWorld.Transfer(7)[..^1]] },
        { "System", [.. SolWorld.UInt32(3), .. Own.Bytes, .. SolWorld.UInt64(33), .. new byte[33], .. SolWorld.UInt64(5), .. SolWorld.UInt64(82), .. C.Bytes] },
        { "System", [.. SolWorld.UInt32(3), .. Own.Bytes, .. SolWorld.UInt64(ulong.MaxValue), .. SolWorld.UInt64(5), .. SolWorld.UInt64(82), .. C.Bytes] },
        { "System", [.. SolWorld.UInt32(1), .. C.Bytes[..31]] },
        { "System", [.. SolWorld.UInt32(5), .. SolWorld.UInt64(1)] }, // with too few accounts
        { "Token", [] },
        { "Token", [3, 1] },
        { "Token", [9, 0] },
        { "Token", [6, 2, 2, .. C.Bytes] },
        { "Token", [6, 2, 0, .. C.Bytes] },
        { "Token2022", [26, 1, 1] },
        { "AssociatedToken", [0, 0] },
        { "ComputeBudget", [] },
        { "ComputeBudget", [0, .. SolWorld.UInt64(1)] },
        { "ComputeBudget", [2, 1] },
        { "ComputeBudget", [2, .. SolWorld.UInt64(1)] },
    };

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task An_instruction_is_told_in_words(string program, byte[] data, string words)
    {
        var description = await SolWorld.DescribeAsync(SolWorld.Message(Program(program), data, A, B, C));

        Assert.Single(description.Notes, note => note.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_instruction_of_a_known_program_is_refused(string program, byte[] data) =>
        Assert.NotEmpty(await SolWorld.RefusalAsync(SolWorld.Message(Program(program), data, A, B, C)));

    [Fact]
    public async Task A_transfer_of_SOL_has_a_source_a_payment_and_a_fee()
    {
        var description = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.System, SolWorld.Transfer(1_500_000_000), A));

        Assert.Equal([new Payment(Own.Text, Story.Sol(1_500_000_000), IsOwn: true)], description.Sources);
        Assert.Equal([new Payment(A.Text, Story.Sol(1_500_000_000))], description.Payments);
        Assert.Equal("1.5 SOL", description.Payments[0].Amount.ToString());
        Assert.Equal("0.000005 SOL", description.Fee.ToString());
    }

    [Theory]
    [InlineData(11, 2)]
    [InlineData(5, 1)]
    public async Task Other_transfers_of_SOL_are_payments_too(int operation, int receiver)
    {
        byte[] seed = operation == 11 ? [.. SolWorld.UInt64(1), 65, .. C.Bytes] : [];
        var message = SolWorld.Message(ProgramIds.System, [.. SolWorld.UInt32((uint)operation), .. SolWorld.UInt64(9), .. seed], A, B, C);

        var description = await SolWorld.DescribeAsync(message.With(0, 1, 2, 3, 0));

        Assert.Equal([new Payment(message.Accounts[receiver].Text, Story.Sol(9))], description.Payments);
    }

    [Theory]
    [InlineData(false, "5 base units of the token in")]
    [InlineData(true, "0.5 of the token")]
    public async Task A_transfer_of_tokens_is_a_payment(bool isChecked, string amount)
    {
        byte[] data = isChecked ? [12, .. SolWorld.UInt64(5), 1] : [3, .. SolWorld.UInt64(5)];
        var message = SolWorld.Message(ProgramIds.Token, data, A, B, C).With(isChecked ? [1, 3, 2, 0] : [1, 2, 0]);

        var description = await SolWorld.DescribeAsync(message);

        Assert.Equal($"{A} (token account)", description.Sources[0].Address);
        Assert.True(description.Sources[0].IsOwn);
        Assert.Equal($"{B} (token account)", description.Payments[0].Address);
        Assert.StartsWith(amount, description.Payments[0].Amount.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_to_a_token_account_that_the_transaction_creates_names_its_wallet_and_token()
    {
        var message = SolWorld.Message(ProgramIds.Token, [3, .. SolWorld.UInt64(5)], A, B, C, ProgramIds.AssociatedToken);
        message = message with { Instructions = [new SolInstruction(4, [0, 2, 3, 1], []), message.With(1, 2, 0).Instructions[0]] };

        var description = await SolWorld.DescribeAsync(message);

        Assert.Equal($"{B} (token account of {C})", description.Payments[0].Address);
        Assert.Equal($"5 base units of the token {A}", description.Payments[0].Amount.ToString());
    }

    [Fact]
    public async Task An_account_from_an_address_table_is_named_by_its_place()
    {
        var message = SolWorld.Message(ProgramIds.System, SolWorld.Transfer(7), A)
            .AsVersion0(new SolLookup(B, [10], [11, 12]), new SolLookup(C, [20], []));

        async Task<string> PayeeAsync(int place) => (await SolWorld.DescribeAsync(message.With(0, place))).Payments[0].Address;

        Assert.Equal($"account 10 of the address table {B} (not resolved)", await PayeeAsync(3));
        Assert.Equal($"account 20 of the address table {C} (not resolved)", await PayeeAsync(4));
        Assert.Equal($"account 12 of the address table {B} (not resolved)", await PayeeAsync(6));
        Assert.Contains((await SolWorld.DescribeAsync(message)).Notes, note => note.Contains("not resolved here", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1_000_000, 100_000_000UL, true)]
    [InlineData(1_000_000, 100_000_001UL, false)]
    [InlineData(2_000_000, 71_428_571UL, true)] // more units than there can be count as 1,400,000
    [InlineData(null, 500_000_000UL, true)] // 200,000 units for the one instruction that is not of the budget
    [InlineData(null, 500_000_001UL, false)]
    public async Task The_priority_fee_has_a_limit(int? units, ulong price, bool isPrepared)
    {
        List<byte[]> budget = [[3, .. SolWorld.UInt64(price)]];
        if (units is { } limit)
        {
            budget.Add([2, .. SolWorld.UInt32((uint)limit)]);
        }

        var message = WithBudget(budget);
        if (isPrepared)
        {
            Assert.InRange((await SolWorld.DescribeAsync(message)).Fee!.Value.BaseUnits, 100_004_999, 100_005_000);
        }
        else
        {
            Assert.Contains("priority fee of 0.100000001 SOL", await SolWorld.RefusalAsync(message), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_part_of_the_budget_that_is_set_twice_is_refused() =>
        Assert.Contains("twice", await SolWorld.RefusalAsync(WithBudget([[2, 1, 0, 0, 0], [2, 1, 0, 0, 0]])), StringComparison.Ordinal);

    [Fact]
    public async Task Signatures_that_programs_prove_are_paid_too()
    {
        var description = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.Ed25519Verifier, [3, 0], A));

        Assert.Equal(20_000, description.Fee!.Value.BaseUnits);
    }

    private static SolMessage WithBudget(IEnumerable<byte[]> budget)
    {
        var message = SolWorld.Message(ProgramIds.System, SolWorld.Transfer(7), A, ProgramIds.ComputeBudget).With(0, 1);
        return message with { Instructions = [.. budget.Select(data => new SolInstruction(2, [], data)), message.Instructions[0]] };
    }

    private static SolAddress Program(string name) => name switch
    {
        "System" => ProgramIds.System,
        "Token" => ProgramIds.Token,
        "Token2022" => ProgramIds.Token2022,
        "AssociatedToken" => ProgramIds.AssociatedToken,
        "Memo" => ProgramIds.Memo,
        "ComputeBudget" => ProgramIds.ComputeBudget,
        "Metaplex" => ProgramIds.Metaplex,
        "Stake" => ProgramIds.Stake,
        "UpgradeableLoader" => ProgramIds.UpgradeableLoader,
        "Vote" => ProgramIds.Vote,
        _ => SolWorld.Account(200),
    };
}
