namespace TatumKms.Cli.Help;

/// <summary>The files of the program, for the help and the manual page.</summary>
internal static class KnownFiles
{
    public static IReadOnlyList<(string Name, string Meaning)> All =>
    [
        ("~/.tatumrc/wallet.dat", "the wallet file, encrypted; --path names another one, and the others lie beside it"),
        ("wallet.dat.bak", "the wallet file before the last change"),
        ("wallet.dat.v1.bak", "the file of the original program, before its conversion"),
        ("wallet.dat.replaced.bak", "the wallet file that restore has replaced"),
        ("wallet.dat.lock", "keeps writers apart"),
        ("wallet.dat.journal", "the signing journal of the daemon; audit verify checks it"),
        ("FROZEN", "while it is there, nothing is signed (freeze, unfreeze)"),
        (".env, ~/.tatumrc/.env", "environment variables"),
    ];
}
