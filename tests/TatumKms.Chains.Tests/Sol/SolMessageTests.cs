using System.Security.Cryptography;
using System.Text.Json;
using TatumKms.Chains.Sol;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Sol;

public sealed class SolMessageTests
{
    private static readonly string[] Malformed =
    [
        "",
        "01",
        "81000103", // version 1
        "ff000103",
        "00000001" + "00", // nobody signs
    ];

    public static TheoryData<string> MalformedMessages => [.. Malformed];

    [Fact]
    public void Every_message_of_the_vectors_is_read_and_written_with_the_same_bytes()
    {
        var messages = VectorFile.Load("vectors", "sign", "SOL.json").EnumerateArray().SelectMany(Messages).ToArray();

        Assert.True(messages.Length > 150);
        Assert.All(messages, message => Assert.Equal(message, Convert.ToHexStringLower(SolWire.Write(SolMessageReader.Read(Convert.FromHexString(message))))));
    }

    [Fact]
    public void Random_messages_are_read_as_they_were_written()
    {
        var random = new Random(17);
        for (var round = 0; round < 300; round++)
        {
            var bytes = SolWire.Write(RandomMessage(random));

            Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(SolWire.Write(SolMessageReader.Read(bytes))));
        }
    }

    [Fact]
    public void Compiling_changes_neither_the_payer_nor_the_signers_nor_what_an_instruction_gets()
    {
        var random = new Random(19);
        for (var round = 0; round < 300; round++)
        {
            var message = RandomMessage(random) with { Version = null, Lookups = [] };
            message = message with { Instructions = [.. message.Instructions, EveryAccount(message)] };
            var compiled = LegacyCompiler.Compile(message);

            Assert.Equal(message.Accounts[0], compiled.Accounts[0]);
            Assert.Equal(message.Signers.Select(signer => signer.Text).Order(), compiled.Signers.Select(signer => signer.Text).Order());
            Assert.Equal(message.Instructions.Select(instruction => Told(message, instruction)), compiled.Instructions.Select(instruction => Told(compiled, instruction)));
            Assert.Equal(SolWire.Write(compiled), SolWire.Write(LegacyCompiler.Compile(compiled)));
        }
    }

    [Fact]
    public void Accounts_are_sorted_without_regard_to_case_digits_first_and_lower_case_before_upper()
    {
        // The order of JavaScript's localeCompare.
        SolAddress[] sorted = [.. new[] { "1a", "2a", "9a", "aA", "Aa", "ab", "aB", "Ab", "AB", "bA", "z2", "Z2" }.Select(part => SolAddress.Known($"2{part}{new string('x', 41)}"))];

        Assert.Equal(sorted, sorted.Reverse().Order(AddressOrder.Instance));
    }

    [Theory]
    [MemberData(nameof(MalformedMessages))]
    public void A_malformed_message_is_refused(string hex) => Refused(Convert.FromHexString(hex));

    [Fact]
    public void A_message_that_is_cut_off_anywhere_is_refused()
    {
        var bytes = SolWire.Write(SolWorld.Payment().AsVersion0(new SolLookup(SolWorld.Account(3), [1], [2])));

        Assert.All(Enumerable.Range(0, bytes.Length), length => Refused(bytes[..length]));
    }

    [Fact]
    public void Bytes_after_the_message_are_refused() => Refused([.. SolWire.Write(SolWorld.Payment()), 0]);

    [Fact]
    public void A_length_that_is_not_in_its_shortest_form_is_refused()
    {
        var bytes = SolWire.Write(SolWorld.Payment());
        Assert.Equal(3, bytes[3]);

        Refused([.. bytes[..3], 0x83, 0x00, .. bytes[4..]]);
        Refused([.. bytes[..3], 0x83, 0x80, 0x80, 0x00, .. bytes[4..]]);
        Refused([.. bytes[..3], 0x83, 0x80, 0x04, .. bytes[4..]]);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 0, 3)]
    [InlineData(4, 0, 0)]
    public void A_header_that_does_not_fit_the_accounts_is_refused(int required, int readonlySigned, int readonlyUnsigned) =>
        Refused(SolWire.Write(SolWorld.Payment() with { Header = new SolHeader(required, readonlySigned, readonlyUnsigned) }));

    [Fact]
    public void An_account_that_is_named_twice_is_refused()
    {
        var message = SolWorld.Payment();

        Refused(SolWire.Write(message with { Accounts = [message.Accounts[0], message.Accounts[0], message.Accounts[2]] }));
    }

    [Fact]
    public void A_message_without_instructions_is_refused() => Refused(SolWire.Write(SolWorld.Payment() with { Instructions = [] }));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 3)]
    public void An_instruction_that_names_what_is_not_there_is_refused(int program, int account) =>
        Refused(SolWire.Write(SolWorld.Payment() with { Instructions = [new SolInstruction(program, [account], [])] }));

    [Fact]
    public void A_program_from_an_address_table_is_refused() =>
        Refused(SolWire.Write((SolWorld.Payment() with { Instructions = [new SolInstruction(3, [0], [])] }).AsVersion0(new SolLookup(SolWorld.Account(3), [1], []))));

    [Fact]
    public void A_table_of_which_nothing_is_used_is_refused() => Refused(SolWire.Write(SolWorld.Payment().AsVersion0(new SolLookup(SolWorld.Account(3), [], []))));

    private static void Refused(byte[] message) => Assert.Throws<RefusedException>(() => SolMessageReader.Read(message));

    private static IEnumerable<string> Messages(JsonElement vector)
    {
        using var pending = JsonDocument.Parse(vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!);
        yield return pending.RootElement.GetProperty("txData").GetString()!;
        if (vector.TryGetProperty("info", out var info) && info.TryGetProperty("message", out var message))
        {
            yield return message.GetString()!;
        }
    }

    private static string Told(SolMessage message, SolInstruction instruction) =>
        $"{message.Accounts[instruction.Program]} {string.Join(',', instruction.Accounts.Select(place => message.Accounts[place]))} {Convert.ToHexString(instruction.Data)}";

    private static SolInstruction EveryAccount(SolMessage message) => new(message.Accounts.Count - 1, [.. Enumerable.Range(0, message.Accounts.Count)], []);

    private static SolMessage RandomMessage(Random random)
    {
        var accounts = Enumerable.Range(0, random.Next(3, 30)).Select(_ => new SolAddress(RandomNumberGenerator.GetBytes(32))).ToArray();
        var required = random.Next(1, accounts.Length);
        SolLookup[] lookups = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new SolLookup(SolWorld.Account(7), RandomNumberGenerator.GetBytes(random.Next(1, 4)), [4]))];
        SolInstruction[] instructions =
        [
            .. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new SolInstruction(
                random.Next(1, accounts.Length),
                [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(accounts.Length))],
                RandomNumberGenerator.GetBytes(random.Next(400)))),
        ];
        var header = new SolHeader(required, random.Next(required), random.Next(accounts.Length - required + 1));
        return new SolMessage(random.Next(2) == 0 ? null : 0, header, accounts, SolWorld.Blockhash, instructions, lookups) switch
        {
            { Version: null } legacy => legacy with { Lookups = [] },
            var version0 => version0,
        };
    }
}
