namespace TatumKms.Daemon.Policy;

/// <summary>Whether a condition holds, as far as it can be told.</summary>
internal enum Match
{
    /// <summary>It does not.</summary>
    No = 0,

    /// <summary>It cannot be told: a rule that permits does not apply then, one that restricts does.</summary>
    Unknown = 1,

    /// <summary>It does.</summary>
    Yes = 2,
}

/// <summary>Puts answers together.</summary>
internal static class Matching
{
    /// <summary>A sure answer.</summary>
    public static Match Of(bool holds) => holds ? Match.Yes : Match.No;

    /// <summary>Whether both hold.</summary>
    public static Match And(this Match one, Match other) => one < other ? one : other;
}
