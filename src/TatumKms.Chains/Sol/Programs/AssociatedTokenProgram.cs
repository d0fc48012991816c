using TatumKms.Core;

namespace TatumKms.Chains.Sol.Programs;

/// <summary>The program that gives each wallet its one account for a token (spl-associated-token-account).</summary>
internal static class AssociatedTokenProgram
{
    private const byte Create = 0, CreateIdempotent = 1, RecoverNested = 2;

    /// <summary>Says what an instruction does.</summary>
    public static void Describe(InstructionCall call, Story story)
    {
        var operation = call.Left == 0 ? Create : call.Byte();
        switch (operation)
        {
            case Create or CreateIdempotent:
                call.End();
                var (payer, account, wallet, mint) = (call.Account(0), call.Account(1), call.Account(2), call.Account(3));
                story.Learn(account, wallet, mint);
                story.Notes.Add(
                    $"Creates the token account {account} of {wallet} for the token {mint}{(operation == CreateIdempotent ? ", unless it is there" : "")}; {payer} pays for its room.");
                break;
            case RecoverNested:
                call.End();
                story.Warn(DangerKind.Opaque, $"Moves all tokens of {call.Account(0)} to {call.Account(2)} and closes {call.Account(0)}.");
                break;
            default:
                story.Warn(DangerKind.Opaque, $"Asks the associated token program for the unknown operation {operation}.");
                story.CannotRead(call);
                break;
        }
    }
}
