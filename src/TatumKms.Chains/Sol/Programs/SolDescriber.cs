using TatumKms.Chains.Sol.Messages;
using TatumKms.Core;

namespace TatumKms.Chains.Sol.Programs;

/// <summary>Says in words what a message does, instruction by instruction.</summary>
internal sealed class SolDescriber(FeeRules fees)
{
    /// <summary>Describes a message.</summary>
    /// <param name="message">What will be signed.</param>
    /// <param name="own">The addresses of the signing keys.</param>
    /// <param name="extraSigner">The address of the key that the transaction brings, or nothing.</param>
    /// <exception cref="RefusedException">An instruction of a known program is malformed, or the fee is too high.</exception>
    public TransactionDescription Describe(SolMessage message, IEnumerable<SolAddress> own, SolAddress? extraSigner)
    {
        var story = new Story(own.Select(address => address.Text).ToHashSet(StringComparer.Ordinal));
        story.Notes.Add($"{message.Accounts[0]} pays the fee.");
        if (extraSigner is not null)
        {
            story.Notes.Add($"The transaction brings the key of {extraSigner} (mintPK), which signs, too.");
        }

        if (message.Lookups.Count > 0)
        {
            story.Warn(DangerKind.Opaque, "Some accounts are named by their places in address tables on the chain only; they are not resolved here.");
        }

        var fee = fees.Fee(message);
        for (var index = 0; index < message.Instructions.Count; index++)
        {
            var call = new InstructionCall(message, index);
            Describe(call, story);
            if (call is { HasSigner: true, HasUnresolved: true })
            {
                story.Unread.Add($"Instruction {call.Number} ({call.Program}) works on accounts that only an address table on the chain names.");
            }
        }

        return new TransactionDescription(story.Sources, story.Payments, Story.Sol(fee), story.Notes)
        {
            WhyOpaque = story.Unread.Count == 0 ? null : string.Join(' ', story.Unread),
            Calls = story.Calls,
            Dangers = story.Dangers,
        };
    }

    /// <summary>An instruction that pays nobody is something else that is asked for.</summary>
    private static void Describe(InstructionCall call, Story story)
    {
        var (payments, calls, notes) = (story.Payments.Count, story.Calls.Count, story.Notes.Count);
        DescribeProgram(call, story);
        if (story.Payments.Count == payments && story.Calls.Count == calls && story.Notes.Count > notes && !OtherPrograms.IsMemo(call))
        {
            story.Calls.Add(new ContractCall(call.Program.Text, Selector: call.Data.IsEmpty ? null : $"{call.Data[0]}", Method: null));
        }
    }

    private static void DescribeProgram(InstructionCall call, Story story)
    {
        if (call.Program.Equals(ProgramIds.System))
        {
            SystemProgram.Describe(call, story);
        }
        else if (call.Program.Equals(ProgramIds.Token) || call.Program.Equals(ProgramIds.Token2022))
        {
            TokenProgram.Describe(call, story);
        }
        else if (call.Program.Equals(ProgramIds.AssociatedToken))
        {
            AssociatedTokenProgram.Describe(call, story);
        }
        else if (!call.Program.Equals(ProgramIds.ComputeBudget))
        {
            OtherPrograms.Describe(call, story); // the compute budget is in the fee
        }
    }
}
