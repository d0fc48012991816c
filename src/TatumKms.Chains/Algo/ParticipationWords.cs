using TatumKms.Chains.Algo.MessagePack;

namespace TatumKms.Chains.Algo;

/// <summary>Says what becomes of an account's part in the consensus.</summary>
internal static class ParticipationWords
{
    private static readonly string[] Keys = ["votekey", "selkey", "sprfkey"];

    /// <summary>The account goes online with keys, offline, or out for good.</summary>
    public static IEnumerable<string> Registration(Packed.Map transaction, string sender)
    {
        if (transaction.Has("nonpart"))
        {
            yield return $"Takes {sender} out of the consensus for good (key registration): this cannot be undone.";
        }

        if (Keys.Any(transaction.Has))
        {
            yield return $"Registers keys that vote with the whole stake of {sender} from round {transaction.NumberOf("votefst")} to round {transaction.NumberOf("votelst")} "
                + $"(key registration, dilution {transaction.NumberOf("votekd")}): "
                + string.Join(", ", Keys.Where(transaction.Has).Select(key => $"{key} {Convert.ToHexStringLower(transaction.BytesOf(key))}")) + ".";
        }
        else if (!transaction.Has("nonpart"))
        {
            yield return $"Takes {sender} offline: it no longer votes (key registration).";
        }
    }
}
