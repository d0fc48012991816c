namespace TatumKms.Core;

/// <summary>What dangers are called in files and in output.</summary>
public static class DangerNames
{
    private static readonly DangerKind[] All = [DangerKind.UnlimitedApproval, DangerKind.UnknownMethod, DangerKind.AccountTakeover, DangerKind.Opaque];

    /// <summary>The name of a danger.</summary>
    /// <returns><c>unlimitedApproval</c>, <c>unknownMethod</c>, <c>accountTakeover</c> or <c>opaque</c>.</returns>
    public static string Name(this DangerKind kind) => kind switch
    {
        DangerKind.UnlimitedApproval => "unlimitedApproval",
        DangerKind.UnknownMethod => "unknownMethod",
        DangerKind.AccountTakeover => "accountTakeover",
        DangerKind.Opaque => "opaque",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The danger of a name, or nothing.</summary>
    public static DangerKind? Find(string? name) => All.Cast<DangerKind?>().FirstOrDefault(kind => kind!.Value.Name() == name);
}
