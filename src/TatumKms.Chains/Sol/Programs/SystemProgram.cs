using TatumKms.Core;

namespace TatumKms.Chains.Sol.Programs;

/// <summary>The system program: SOL, accounts, durable nonces (solana-system-interface).</summary>
internal static class SystemProgram
{
    /// <summary>The operation that uses up a durable nonce.</summary>
    public const uint AdvanceNonceAccount = 4;

    /// <summary>Says what an instruction does.</summary>
    public static void Describe(InstructionCall call, Story story)
    {
        var operation = call.UInt32();
        switch (operation)
        {
            case 2:
                story.Move(call.Account(0), call.Account(1), call.UInt64());
                call.End();
                break;
            case 11:
                story.Move(call.Account(0), call.Account(2), call.UInt64());
                SeedAndOwner(call);
                break;
            case 0 or 1 or 3 or 8 or 9 or 10:
                DescribeAccount(operation, call, story);
                break;
            case AdvanceNonceAccount or 5 or 6 or 7 or 12:
                DescribeNonce(operation, call, story);
                break;
            default:
                story.Warn(DangerKind.Opaque, $"Asks the system program for the unknown operation {operation}.");
                story.CannotRead(call);
                break;
        }
    }

    private static void DescribeAccount(uint operation, InstructionCall call, Story story)
    {
        var account = operation is 0 or 3 ? call.Account(1) : call.Account(0);
        switch (operation)
        {
            case 0:
                Create(call, account, story);
                break;
            case 1:
                story.Takeover($"TAKEOVER: hands the account {account} over to the program {call.Address()}.");
                break;
            case 3:
                call.Address();
                call.SkipSeed();
                Create(call, account, story);
                break;
            case 8:
                story.Notes.Add($"Gives the account {account} room for {call.UInt64()} bytes.");
                break;
            case 9:
                call.Address();
                call.SkipSeed();
                story.Takeover($"Gives the account {account} room for {call.UInt64()} bytes and hands it over to the program {call.Address()}.");
                break;
            default:
                call.Address();
                call.SkipSeed();
                story.Takeover($"TAKEOVER: hands the account {account} over to the program {call.Address()}.");
                break;
        }

        call.End();
    }

    private static void Create(InstructionCall call, string account, Story story)
    {
        story.Move(call.Account(0), account, call.UInt64());
        var space = call.UInt64();
        story.Notes.Add($"Creates the account {account} of {space} bytes, which belongs to the program {call.Address()}.");
    }

    private static void DescribeNonce(uint operation, InstructionCall call, Story story)
    {
        var account = call.Account(0);
        switch (operation)
        {
            case AdvanceNonceAccount:
                story.Notes.Add($"Advances the durable nonce of {account}, by the authority {call.Account(2)}.");
                break;
            case 5:
                story.Move(account, call.Account(1), call.UInt64());
                story.Notes.Add($"Takes SOL out of the nonce account {account}, by the authority {call.Account(4)}.");
                break;
            case 6:
                story.Notes.Add($"Makes {account} a nonce account; {call.Address()} rules it.");
                break;
            case 7:
                story.Takeover($"TAKEOVER: from now on {call.Address()} rules the nonce account {account}.");
                break;
            default:
                story.Notes.Add($"Upgrades the nonce account {account}.");
                break;
        }

        call.End();
    }

    private static void SeedAndOwner(InstructionCall call)
    {
        call.SkipSeed();
        call.Address();
        call.End();
    }
}
