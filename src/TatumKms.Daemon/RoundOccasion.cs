namespace TatumKms.Daemon;

/// <summary>Why rounds begin.</summary>
internal enum RoundOccasion
{
    /// <summary>A period is over: chains that are due begin.</summary>
    Period,

    /// <summary>Somebody asks: every chain begins, and one that is busy does as soon as it is done.</summary>
    Wish,

    /// <summary>A chain is done that was asked for while it was busy: it begins again, and no other.</summary>
    Done,
}
