namespace TatumKms.Cli.Help.Completion;

/// <summary>The shells that there is a completion for.</summary>
internal static class CompletionScripts
{
    public static IReadOnlyList<string> Shells => ["bash", "zsh", "fish", "powershell"];

    /// <summary>The script of a shell, or nothing where the shell is not one of them.</summary>
    public static string? Find(string shell, CompletionModel model) => shell switch
    {
        "bash" => new BashScript(model).ToString(),
        "zsh" => new ZshScript(model).ToString(),
        "fish" => new FishScript(model).ToString(),
        "powershell" => new PowerShellScript(model).ToString(),
        _ => null,
    };
}
