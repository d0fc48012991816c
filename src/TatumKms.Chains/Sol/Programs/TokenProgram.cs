using TatumKms.Core;

namespace TatumKms.Chains.Sol.Programs;

/// <summary>The token programs: SPL Token, and Token-2022, which understands the same and more (spl-token-2022, instruction.rs).</summary>
internal static class TokenProgram
{
    private const byte TransferFeeExtension = 26, TransferCheckedWithFee = 1;

    /// <summary>Who may take half of the largest number may take all.</summary>
    private const ulong Unlimited = 1UL << 63;

    /// <summary>Operations of the names below that set up what is new, or only ask.</summary>
    private static readonly HashSet<byte> Harmless = [1, 2, 16, 17, 18, 19, 21, 22, 23, 24, 28, 29, 30, 31];

    /// <summary>Operations of the names below that give somebody power over a token.</summary>
    private static readonly HashSet<byte> Ruling = [25, 32, 35, 36, 44];

    private static readonly string[] Authorities =
    [
        "minting", "freezing", "owner's", "closing", "transfer fee", "fee withdrawal", "mint closing", "interest rate", "permanent delegate's",
        "confidential transfer", "transfer hook", "confidential fee", "metadata pointer", "group pointer", "group member", "scaling", "pausing",
    ];

    /// <summary>Operations that need no more than their names; those of Token-2022 from 25 on.</summary>
    private static readonly Dictionary<byte, string> Names = new()
    {
        [1] = "sets up a token account",
        [2] = "sets up a multisignature",
        [16] = "sets up a token account",
        [17] = "updates the wrapped SOL",
        [18] = "sets up a token account",
        [19] = "sets up a multisignature",
        [21] = "asks for a size",
        [22] = "keeps the owner of a token account for ever",
        [23] = "asks for an amount",
        [24] = "asks for an amount",
        [25] = "lets somebody close the mint",
        [26] = "deals with transfer fees",
        [27] = "deals with confidential transfers",
        [28] = "sets the state of new token accounts",
        [29] = "enlarges an account",
        [30] = "sets whether transfers need a memo",
        [31] = "creates the mint of wrapped SOL",
        [32] = "makes a token that cannot be transferred",
        [33] = "sets an interest rate",
        [34] = "sets the guard against calls by programs",
        [35] = "gives somebody power over all accounts of a token (PERMANENT DELEGATE)",
        [36] = "sets a program that runs at each transfer",
        [37] = "deals with confidential fees",
        [38] = "takes SOL out of an account",
        [39] = "sets where the metadata is",
        [40] = "sets where the group is",
        [41] = "sets where the group member is",
        [42] = "mints or burns in confidence",
        [43] = "scales the shown amounts",
        [44] = "pauses or resumes all transfers of a token",
    };

    /// <summary>Says what an instruction does.</summary>
    public static void Describe(InstructionCall call, Story story)
    {
        var operation = call.Byte();
        switch (operation)
        {
            case 3 or 12:
                Transfer(call, story, isChecked: operation == 12);
                break;
            case TransferFeeExtension when call.Data.Length > 1 && call.Data[1] == TransferCheckedWithFee:
                call.Byte();
                TransferWithFee(call, story);
                break;
            case 4 or 13:
                Approve(call, story, isChecked: operation == 13);
                break;
            case 7 or 14:
                Mint(call, story, isChecked: operation == 14);
                break;
            case 8 or 15:
                Burn(call, story, isChecked: operation == 15);
                break;
            case 0 or 20:
                InitializeMint(call, story);
                break;
            case 5 or 6 or 9 or 10 or 11:
                DescribeAccount(operation, call, story);
                break;
            default:
                DescribeOther(operation, call, story);
                break;
        }
    }

    private static DangerKind? DangerOf(byte operation) =>
        Harmless.Contains(operation) ? null : Ruling.Contains(operation) ? DangerKind.AccountTakeover : DangerKind.Opaque;

    private static void DescribeOther(byte operation, InstructionCall call, Story story)
    {
        if (Names.TryGetValue(operation, out var name))
        {
            story.Warn(DangerOf(operation), $"Token program: {name} (operation {operation}), first account {(call.AccountCount > 0 ? call.Account(0) : "none")}.");
            return;
        }

        story.Warn(DangerKind.Opaque, $"Asks a token program for the unknown operation {operation}, with {call.AccountCount} accounts.");
        story.CannotRead(call);
    }

    private static void Transfer(InstructionCall call, Story story, bool isChecked)
    {
        var (source, destination, authority) = (call.Account(0), call.Account(isChecked ? 2 : 1), call.Account(isChecked ? 3 : 2));
        var mint = isChecked ? call.Account(1) : story.MintOf(source) ?? story.MintOf(destination);
        var amount = ReadAmount(call, isChecked, mint, source);
        call.End();
        Move(story, source, destination, authority, amount, mint);
    }

    private static void TransferWithFee(InstructionCall call, Story story)
    {
        var (source, mint, destination, authority) = (call.Account(0), call.Account(1), call.Account(2), call.Account(3));
        var amount = ReadAmount(call, isChecked: true, mint, source);
        var fee = amount with { BaseUnits = call.UInt64() };
        call.End();
        Move(story, source, destination, authority, amount, mint);
        story.Notes.Add($"The token takes {fee} of the transfer to {destination} as a fee.");
    }

    private static void Move(Story story, string source, string destination, string authority, Amount amount, string? mint)
    {
        // A token that the instruction does not name is told by the account that it comes from.
        var token = mint ?? $"of {source}";
        story.Sources.Add(new Payment(story.NameOf(source), amount, story.IsOwn(authority)) { Token = token });
        story.Payments.Add(new Payment(story.NameOf(destination), amount, story.IsOwnTokenAccount(destination))
        {
            Token = token,
            Recipient = story.RecipientOf(destination),
        });
    }

    private static void Approve(InstructionCall call, Story story, bool isChecked)
    {
        var (source, spender) = (call.Account(0), call.Account(isChecked ? 2 : 1));
        var mint = isChecked ? call.Account(1) : story.MintOf(source);
        var amount = ReadAmount(call, isChecked, mint, source);
        call.End();
        story.Warn(
            amount.BaseUnits >= Unlimited ? DangerKind.UnlimitedApproval : null,
            $"DELEGATION: lets {spender} spend up to {amount} from {story.NameOf(source)}.");
        story.Calls.Add(new ContractCall(call.Program.Text, Selector: null, "approve")
        {
            Parties = [spender],
            Allowances = [new Payment(spender, amount) { Token = mint ?? $"of {source}" }],
        });
    }

    private static void Mint(InstructionCall call, Story story, bool isChecked)
    {
        var (mint, destination) = (call.Account(0), call.Account(1));
        var amount = ReadAmount(call, isChecked, mint, destination);
        call.End();
        story.Payments.Add(new Payment(story.NameOf(destination), amount, story.IsOwnTokenAccount(destination)) { Token = mint, Recipient = story.RecipientOf(destination) });
        story.Notes.Add($"Mints {amount} to {story.NameOf(destination)}.");
    }

    private static void Burn(InstructionCall call, Story story, bool isChecked)
    {
        var (source, mint, authority) = (call.Account(0), call.Account(1), call.Account(2));
        var amount = ReadAmount(call, isChecked, mint, source);
        call.End();
        story.Sources.Add(new Payment(story.NameOf(source), amount, story.IsOwn(authority)));
        story.Notes.Add($"BURNS {amount} of {story.NameOf(source)}.");
    }

    private static void InitializeMint(InstructionCall call, Story story)
    {
        var mint = call.Account(0);
        var decimals = call.Byte();
        var minter = call.Address();
        var freezer = call.OptionalAddress();
        call.End();
        story.Notes.Add($"Makes {mint} a token with {decimals} decimals; {minter} may mint it, {freezer ?? "nobody"} may freeze it.");
    }

    private static void DescribeAccount(byte operation, InstructionCall call, Story story)
    {
        var account = call.Account(0);
        switch (operation)
        {
            case 5:
                story.Notes.Add($"Takes back what others may spend from {story.NameOf(account)}.");
                break;
            case 6:
                SetAuthority(call, story, account);
                break;
            case 9:
                story.Notes.Add($"CLOSES {story.NameOf(account)}; its SOL goes to {call.Account(1)}.");
                break;
            default:
                story.Notes.Add($"{(operation == 10 ? "FREEZES" : "Thaws")} {story.NameOf(account)}.");
                break;
        }

        call.End();
    }

    private static void SetAuthority(InstructionCall call, Story story, string account)
    {
        var kind = call.Byte();
        var power = kind < Authorities.Length ? Authorities[kind] : $"number {kind}";
        story.Takeover(call.OptionalAddress() is { } next
            ? $"TAKEOVER: from now on {next} has the authority over {account} ({power})."
            : $"Gives up the authority over {account} for ever ({power}).");
    }

    /// <summary>The amount, in tokens where the instruction tells the decimals, else in the token's base units.</summary>
    private static Amount ReadAmount(InstructionCall call, bool isChecked, string? mint, string account)
    {
        var baseUnits = call.UInt64();
        var token = mint is null ? $"of the token in {account}" : $"of the token {mint}";
        return isChecked ? new Amount(baseUnits, call.Byte(), token) : new Amount(baseUnits, 0, $"base units {token}");
    }
}
