using TatumKms.Wallets;

namespace TatumKms.Cli.Commands;

/// <summary>The formats of wallet files in words.</summary>
internal static class Formats
{
    public static string Describe(StoreFormat format) => format switch
    {
        StoreFormat.Version2 => "version 2",
        StoreFormat.Original => "original (becomes version 2 at the first change)",
        StoreFormat.None => "N/A",
        _ => "unknown",
    };
}
