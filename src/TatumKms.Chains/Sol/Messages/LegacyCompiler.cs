namespace TatumKms.Chains.Sol.Messages;

/// <summary>
/// Puts a legacy message together anew, as the original's web3.js does: accounts that no instruction uses go, the others are
/// sorted. It does the same as before; the bytes are those of the original.
/// </summary>
internal static class LegacyCompiler
{
    /// <summary>Compiles the instructions of a message again.</summary>
    public static SolMessage Compile(SolMessage message)
    {
        var payer = new Usage(message.Accounts[0], IsSigner: true, IsWritable: true);
        Usage[] accounts =
        [
            payer,
            .. Used(message).Where(usage => !usage.Account.Equals(payer.Account))
                .OrderByDescending(usage => usage.IsSigner)
                .ThenByDescending(usage => usage.IsWritable)
                .ThenBy(usage => usage.Account, AddressOrder.Instance),
        ];
        var places = accounts.Select((usage, place) => (usage.Account, place)).ToDictionary(pair => pair.Account, pair => pair.place);
        var header = new SolHeader(
            accounts.Count(usage => usage.IsSigner),
            accounts.Count(usage => usage is { IsSigner: true, IsWritable: false }),
            accounts.Count(usage => usage is { IsSigner: false, IsWritable: false }));
        int Moved(int place) => places[message.Accounts[place]];
        return message with
        {
            Header = header,
            Accounts = [.. accounts.Select(usage => usage.Account)],
            Instructions = [.. message.Instructions.Select(instruction =>
                instruction with { Program = Moved(instruction.Program), Accounts = [.. instruction.Accounts.Select(Moved)] })],
        };
    }

    /// <summary>The accounts of the instructions with the flags of the message; a program is read-only unless it is an instruction's account, too.</summary>
    private static IEnumerable<Usage> Used(SolMessage message)
    {
        var handed = message.Instructions.SelectMany(instruction => instruction.Accounts).ToHashSet();
        return handed.Union(message.Instructions.Select(instruction => instruction.Program)).Select(place => new Usage(
            message.Accounts[place],
            handed.Contains(place) && message.IsSigner(place),
            handed.Contains(place) && message.IsWritable(place)));
    }

    private sealed record Usage(SolAddress Account, bool IsSigner, bool IsWritable);
}
