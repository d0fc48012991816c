using System.Buffers.Binary;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Sol.Programs;

/// <summary>Programs whose instructions are named but not told in full, and unknown ones.</summary>
internal static class OtherPrograms
{
    private const string TakeoverWord = "TAKEOVER";

    private static readonly Dictionary<SolAddress, string> Names = new()
    {
        [ProgramIds.Metaplex] = "Metaplex Token Metadata",
        [ProgramIds.Stake] = "the stake program",
        [ProgramIds.Vote] = "the vote program",
        [ProgramIds.AddressLookupTable] = "the address table program",
        [ProgramIds.UpgradeableLoader] = "the loader of programs",
        [ProgramIds.Ed25519Verifier] = "the verifier of Ed25519 signatures",
        [ProgramIds.Secp256k1Verifier] = "the verifier of secp256k1 signatures",
        [ProgramIds.Secp256r1Verifier] = "the verifier of secp256r1 signatures",
    };

    private static readonly Dictionary<byte, string> MetaplexOperations = new()
    {
        [1] = "changes the metadata, perhaps who rules it",
        [4] = "marks the first sale",
        [7] = "signs the metadata",
        [10] = "makes a master edition",
        [15] = "changes the metadata, perhaps who rules it",
        [16] = "makes metadata",
        [17] = "makes a master edition",
        [29] = "BURNS a token",
        [33] = "makes metadata",
        [41] = "BURNS a token",
        [42] = "makes metadata",
        [43] = "mints",
        [44] = "DELEGATES power over a token",
        [45] = "takes back delegated power",
        [46] = "LOCKS a token",
        [47] = "unlocks a token",
        [49] = "TRANSFERS a token",
        [50] = "changes the metadata, perhaps who rules it",
        [51] = "uses a token",
    };

    private static readonly string[] StakeOperations =
    [
        "sets up a stake account", TakeoverWord + ": gives somebody else the authority over stake", "DELEGATES stake", "splits stake", "withdraws stake", "deactivates stake",
        "locks stake up", "merges stake", TakeoverWord + ": gives somebody else the authority over stake", "sets up a stake account",
        TakeoverWord + ": gives somebody else the authority over stake", TakeoverWord + ": gives somebody else the authority over stake", "locks stake up",
    ];

    private static readonly string[] LoaderOperations =
        ["sets up a buffer", "writes a part of a program", "deploys a program", "UPGRADES a program", TakeoverWord + ": gives somebody else the authority over a program",
         "CLOSES a program", "enlarges a program", TakeoverWord + ": gives somebody else the authority over a program"];

    /// <summary>Whether it is words for people.</summary>
    public static bool IsMemo(InstructionCall call) => call.Program.Equals(ProgramIds.Memo) || call.Program.Equals(ProgramIds.OldMemo);

    /// <summary>Says what can be said of a call.</summary>
    public static void Describe(InstructionCall call, Story story)
    {
        if (IsMemo(call))
        {
            story.Notes.Add($"Memo: {(call.Text() is { } text ? PendingJson.ForPeople(text) : $"{call.Data.Length} bytes that are no text")}.");
            return;
        }

        var size = $"with {call.AccountCount} accounts and {call.Data.Length} bytes of data";
        if (!Names.TryGetValue(call.Program, out var name))
        {
            story.Warn(DangerKind.Opaque, $"Calls the program {call.Program}, which is not known here, {size}. What it does with the accounts of the signers cannot be told.");
            story.CannotRead(call);
            return;
        }

        var (number, operation) = Operation(call);
        var isTakeover = operation?.StartsWith(TakeoverWord, StringComparison.Ordinal) == true;
        story.Warn(isTakeover ? DangerKind.AccountTakeover : DangerKind.Opaque, $"Calls {name} ({call.Program}) {size}: {Words(number, operation)}.");
        if (operation is null)
        {
            story.CannotRead(call);
        }
    }

    private static string Words(uint? number, string? operation) =>
        number is null ? "no operation that is known"
        : operation is null ? $"operation {number}"
        : $"{operation} (operation {number})";

    private static (uint? Number, string? Words) Operation(InstructionCall call)
    {
        if (call.Program.Equals(ProgramIds.Metaplex) && !call.Data.IsEmpty)
        {
            return (call.Data[0], MetaplexOperations.GetValueOrDefault(call.Data[0]));
        }

        if (call.Data.Length < sizeof(uint))
        {
            return (null, null);
        }

        var number = BinaryPrimitives.ReadUInt32LittleEndian(call.Data);
        string[] operations = call.Program.Equals(ProgramIds.Stake) ? StakeOperations : call.Program.Equals(ProgramIds.UpgradeableLoader) ? LoaderOperations : [];
        return (number, number < operations.Length ? operations[number] : null);
    }
}
