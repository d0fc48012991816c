using TatumKms.Chains.Accounts;
using TatumKms.Chains.Algo.MessagePack;

namespace TatumKms.Chains.Algo;

/// <summary>Says what is done to assets.</summary>
internal static class AssetWords
{
    private static readonly (string Key, string Role)[] Roles =
        [("m", "manager"), ("r", "reserve"), ("f", "freeze"), ("c", "clawback")];

    /// <summary>A new asset, other roles of one, or its end.</summary>
    public static IEnumerable<string> Configuration(Packed.Map transaction)
    {
        var (asset, parameters) = (transaction.NumberOf("caid"), transaction.MapOf("apar"));
        if (asset != 0 && parameters.IsZero)
        {
            return [$"Destroys asset {asset}."];
        }

        var roles = string.Join(", ", Roles.Select(role => $"{role.Role} {(parameters.Has(role.Key) ? AlgoAddress.Format(parameters.BytesOf(role.Key)) : "nobody")}"));
        return asset == 0
            ? [Creation(parameters), $"Roles of the new asset: {roles}."]
            : [$"Changes the roles of asset {asset}: {roles}. A role that goes to nobody is lost for good.", .. Rest(parameters)];
    }

    /// <summary>A holder's asset is frozen, or free again.</summary>
    public static IEnumerable<string> Freeze(Packed.Map transaction) =>
    [
        $"{(transaction.Has("afrz") ? "Freezes" : "Unfreezes")} asset {transaction.NumberOf("faid")} in the account {AlgoAddress.Format(transaction.BytesOf("fadd"))}.",
    ];

    private static string Creation(Packed.Map parameters) =>
        $"Creates an asset {PendingJson.ForPeople(parameters.TextOf("an"))} ({PendingJson.ForPeople(parameters.TextOf("un"))}) of {parameters.NumberOf("t")} base units "
        + $"with {parameters.NumberOf("dc")} decimals, URL {PendingJson.ForPeople(parameters.TextOf("au"))}"
        + $"{(parameters.Has("am") ? $", metadata hash {Convert.ToHexStringLower(parameters.BytesOf("am"))}" : "")}"
        + $"{(parameters.Has("df") ? ", frozen in every account from the beginning" : "")}.";

    private static IEnumerable<string> Rest(Packed.Map parameters) =>
        parameters.Members.Any(member => Roles.All(role => role.Key != member.Key))
            ? ["Names parameters of the asset that cannot be changed any more: " + string.Join(", ", parameters.Members.Select(member => member.Key)) + "."]
            : [];
}
