using TatumKms.Chains.Algo.MessagePack;

namespace TatumKms.Chains.Algo;

/// <summary>Says which application is called, and how.</summary>
internal static class ApplicationWords
{
    private const int MaxHexBytes = 32;

    /// <summary>A call, the creation of an application, or its change or end.</summary>
    public static IEnumerable<string> Call(Packed.Map transaction)
    {
        yield return Action(transaction.NumberOf("apid"), transaction.NumberOf("apan"));
        if (transaction.ItemsOf("apaa") is { Count: > 0 } arguments)
        {
            yield return $"Arguments: {string.Join(", ", arguments.Select(Hex))}.";
        }

        if (transaction.Has("apap") || transaction.Has("apsu"))
        {
            yield return $"Bears programs of {transaction.BytesOf("apap").Length} (approval) and {transaction.BytesOf("apsu").Length} bytes (clear state), "
                + $"{transaction.NumberOf("apep")} extra pages, global state {Schema(transaction.MapOf("apgs"))}, local state {Schema(transaction.MapOf("apls"))}.";
        }
        else if (transaction.Has("apgs") || transaction.Has("apls") || transaction.Has("apep"))
        {
            yield return "Names state or pages without a program.";
        }

        var named = Named(transaction).ToArray();
        if (named.Length > 0)
        {
            yield return $"Lets the application see {string.Join("; ", named)}.";
        }

        yield return "What the application does with this cannot be told from here.";
    }

    private static string Action(ulong application, ulong onCompletion)
    {
        var name = application == 0 ? "a new application" : $"application {application}";
        return onCompletion switch
        {
            0 => application == 0 ? "Creates an application." : $"Calls {name}.",
            1 => $"Calls {name} and opts in to it.",
            2 => $"Calls {name} and closes the account's part in it; its local state is lost.",
            3 => $"Leaves {name} whatever it says; its local state is lost.",
            4 => $"Replaces the programs of {name}.",
            _ => $"Deletes {name}.",
        };
    }

    private static IEnumerable<string> Named(Packed.Map transaction)
    {
        (string Key, string Name, Func<Packed, string> Words)[] lists =
        [
            ("apat", "accounts", item => AlgoAddress.Format(((Packed.Bytes)item).Value)),
            ("apfa", "applications", item => $"{((Packed.Number)item).Value}"),
            ("apas", "assets", item => $"{((Packed.Number)item).Value}"),
            ("apbx", "boxes", item => Hex(new Packed.Bytes(((Packed.Map)item).BytesOf("n"))) + $" of application no. {((Packed.Map)item).NumberOf("i")}"),
        ];
        return lists
            .Where(list => transaction.Has(list.Key))
            .Select(list => $"{list.Name} {string.Join(", ", transaction.ItemsOf(list.Key).Select(list.Words))}");
    }

    private static string Hex(Packed item)
    {
        var bytes = ((Packed.Bytes)item).Value;
        return $"0x{Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, MaxHexBytes)))}{(bytes.Length > MaxHexBytes ? $"… ({bytes.Length} bytes)" : "")}";
    }

    private static string Schema(Packed.Map schema) => $"{schema.NumberOf("nui")} numbers and {schema.NumberOf("nbs")} byte strings";
}
