namespace TatumKms.Daemon.TatumApi;

/// <summary>What the way of a request depends on.</summary>
[Flags]
internal enum RequestTraits
{
    /// <summary>Sent once, wherever it goes.</summary>
    None = 0,

    /// <summary>Changes nothing, so that it may be repeated.</summary>
    Repeatable = 1,

    /// <summary>Goes to the API: its health and its wishes count there, not those of a node elsewhere.</summary>
    Api = 2,

    /// <summary>Serves a signed transaction: it is sent even when the API has failed again and again, or wants to be left alone.</summary>
    Urgent = 4,

    /// <summary>Asks what failed the last time: it may hang again, and shall not take the place of those that would not.</summary>
    Suspect = 8,
}
