namespace TatumKms.Cli.Help;

/// <summary>The files of the program, for the help and the manual page.</summary>
internal static class KnownFiles
{
    public static IReadOnlyList<HelpRow> All =>
    [
        new("~/.tatumrc/wallet.dat", "the wallet file, encrypted; --path names another one, and the others lie beside it"),
        new("wallet.dat.bak", "the wallet file before the last change"),
        new("wallet.dat.v1.bak", "the file of the original program, before its conversion"),
        new("wallet.dat.replaced.bak", "the wallet file that restore has replaced"),
        new("wallet.dat.lock", "keeps writers apart"),
        new("wallet.dat.journal", "the signing journal of the daemon; audit verify checks it"),
        new("FROZEN", "while it is there, nothing is signed (freeze, unfreeze)"),
        new(".env, ~/.tatumrc/.env", "environment variables"),
    ];
}
