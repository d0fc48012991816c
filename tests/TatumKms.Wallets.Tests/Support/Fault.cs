namespace TatumKms.Wallets.Tests.Support;

/// <summary>How an operation of the disk goes wrong.</summary>
public enum Fault
{
    /// <summary>An error, and nothing was done.</summary>
    FailsBefore,

    /// <summary>An error, and a new file holds half of its contents: a short write.</summary>
    FailsHalfway,

    /// <summary>An error, although the operation was done.</summary>
    FailsAfter,

    /// <summary>The machine stops before the operation.</summary>
    StopsBefore,

    /// <summary>The machine stops with half of a new file written.</summary>
    StopsHalfway,

    /// <summary>The machine stops when the operation was done.</summary>
    StopsAfter,
}

/// <summary>What the system says when an operation fails.</summary>
public enum DiskError
{
    /// <summary>ENOSPC.</summary>
    NoSpace,

    /// <summary>EDQUOT.</summary>
    Quota,

    /// <summary>EIO.</summary>
    Hardware,

    /// <summary>EROFS.</summary>
    ReadOnly,

    /// <summary>EACCES, for which .NET has an exception of its own.</summary>
    Access,
}

/// <summary>The machine has stopped: nothing that runs on it can do anything more.</summary>
public sealed class MachineStoppedException : Exception;
