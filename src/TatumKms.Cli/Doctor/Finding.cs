namespace TatumKms.Cli.Doctor;

/// <summary>How something stands.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>There is nothing to look at here.</summary>
    NotApplicable,

    /// <summary>The daemon works; somebody should know.</summary>
    Warning,

    /// <summary>Something does not work, or a secret is in danger.</summary>
    Problem,
}

/// <summary>What a check found. Holds no secret.</summary>
/// <param name="Verdict">How it stands.</param>
/// <param name="Sentence">What was found.</param>
/// <param name="Fix">What to do about it: a command where there is one.</param>
internal sealed record Finding(Verdict Verdict, string Sentence, string? Fix = null)
{
    public static Finding Ok(string sentence) => new(Verdict.Ok, sentence);

    public static Finding NotApplicable(string sentence) => new(Verdict.NotApplicable, sentence);

    public static Finding Warning(string sentence, string? fix) => new(Verdict.Warning, sentence, fix);

    public static Finding Problem(string sentence, string? fix) => new(Verdict.Problem, sentence, fix);
}

/// <summary>A finding and the check that made it.</summary>
internal sealed record Diagnosis(string Check, Finding Finding);
