namespace TatumKms.Cli.Help.Completion;

/// <summary>Patterns of <c>case</c>, which bash and zsh write alike.</summary>
internal static class CasePattern
{
    /// <summary>Any of these words.</summary>
    public static string AnyOf(IEnumerable<string> words) => string.Join('|', words);

    /// <summary>Just these words, with the blanks between them.</summary>
    public static string Of(string words) => words.Replace(" ", "\\ ", StringComparison.Ordinal);
}
