using System.Numerics;
using TatumKms.Chains.Sol.Messages;
using TatumKms.Core;

namespace TatumKms.Chains.Sol.Programs;

/// <summary>
/// What a transaction costs: 5,000 lamports a signature, and what its compute budget bids for priority (unit price in millionths of a
/// lamport, times the limit of units, whether they are used or not).
/// </summary>
/// <param name="maxPriorityFee">The most lamports that may be bid.</param>
internal sealed class FeeRules(ulong maxPriorityFee)
{
    private const ulong LamportsForSignature = 5_000;
    private const int DefaultUnits = 200_000, MaxUnits = 1_400_000;
    private const int MicroLamports = 1_000_000;
    private const byte RequestHeapFrame = 1, SetComputeUnitLimit = 2, SetComputeUnitPrice = 3, SetLoadedAccountsDataSizeLimit = 4;

    /// <summary>The whole fee in lamports.</summary>
    /// <exception cref="RefusedException">Too much is bid, or the budget is malformed.</exception>
    public BigInteger Fee(SolMessage message)
    {
        var calls = Enumerable.Range(0, message.Instructions.Count).Select(index => new InstructionCall(message, index)).ToArray();
        var priority = PriorityFee(calls);
        if (priority > maxPriorityFee)
        {
            throw new RefusedException($"The priority fee of {Story.Sol(priority)} is above the limit of {Story.Sol(maxPriorityFee)}.");
        }

        var signatures = message.Header.Required + calls.Sum(ProvenSignatures);
        return (signatures * (BigInteger)LamportsForSignature) + priority;
    }

    private static BigInteger PriorityFee(IReadOnlyList<InstructionCall> calls)
    {
        var budget = new Dictionary<byte, ulong>();
        foreach (var call in calls.Where(call => call.Program.Equals(ProgramIds.ComputeBudget)))
        {
            var (operation, value) = Read(call);
            if (!budget.TryAdd(operation, value))
            {
                throw new RefusedException("The transaction sets the same part of its compute budget twice, which the chain refuses.");
            }
        }

        var price = budget.GetValueOrDefault(SetComputeUnitPrice);
        var others = calls.Count(call => !call.Program.Equals(ProgramIds.ComputeBudget));
        var units = Math.Min(MaxUnits, budget.TryGetValue(SetComputeUnitLimit, out var limit) ? limit : (ulong)others * DefaultUnits);
        return ((price * (BigInteger)units) + MicroLamports - 1) / MicroLamports;
    }

    private static (byte Operation, ulong Value) Read(InstructionCall call)
    {
        var operation = call.Byte();
        ulong value = operation switch
        {
            SetComputeUnitPrice => call.UInt64(),
            RequestHeapFrame or SetComputeUnitLimit or SetLoadedAccountsDataSizeLimit => call.UInt32(),
            _ => throw new RefusedException($"Instruction {call.Number} asks the compute budget for the unknown operation {operation}, so that nobody knows the fee."),
        };
        call.End();
        return (operation, value);
    }

    /// <summary>Programs that prove signatures charge for each; their data begins with the number.</summary>
    private static int ProvenSignatures(InstructionCall call) =>
        !call.Data.IsEmpty
        && (call.Program.Equals(ProgramIds.Ed25519Verifier) || call.Program.Equals(ProgramIds.Secp256k1Verifier) || call.Program.Equals(ProgramIds.Secp256r1Verifier))
            ? call.Data[0]
            : 0;
}
