using System.Numerics;

namespace TatumKms.Wallets;

/// <summary>The cost of scrypt (RFC 7914), which turns the password into the store's keys.</summary>
/// <remarks>
/// What may be read is bounded before any work is done, so that a hostile file buys neither memory nor time: n is a power of
/// two from 2^14 to 2^20, r is 1 to 16, p is 1 to 4, and the memory, 128 · n · r bytes, is at most 1 GiB. What is written is
/// never weaker than n = 2^15 with r = 8.
/// </remarks>
public sealed record KdfParameters
{
    private const int MinimumReadN = 1 << 14, MinimumWrittenN = 1 << 15, MaximumN = 1 << 20;
    private const int MinimumWrittenR = 8, MaximumR = 16, MaximumP = 4;
    private const long MaximumMemory = 1L << 30;

    /// <summary>Parameters for a store that is to be written.</summary>
    /// <param name="n">The cost: a power of two from 2^15 to 2^20.</param>
    /// <param name="r">The block size factor: 8 to 16.</param>
    /// <param name="p">The parallelisation factor: 1 to 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">The parameters are too weak to be written or too costly to be read.</exception>
    public KdfParameters(int n, int r, int p)
        : this((n, r, p))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, MinimumWrittenN);
        ArgumentOutOfRangeException.ThrowIfLessThan(r, MinimumWrittenR);
        if (!AreReadable(n, r, p))
        {
            throw new ArgumentOutOfRangeException(nameof(n), "These scrypt parameters are outside of the bounds of the wallet format.");
        }
    }

    private KdfParameters((int N, int R, int P) parameters) => (N, R, P) = parameters;

    /// <summary>What new stores get: n = 131072, r = 8, p = 1, which takes 128 MiB.</summary>
    public static KdfParameters Default { get; } = new(1 << 17, 8, 1);

    /// <summary>The cost.</summary>
    public int N { get; }

    /// <summary>The block size factor.</summary>
    public int R { get; }

    /// <summary>The parallelisation factor.</summary>
    public int P { get; }

    /// <summary>How much work it is: n · r · p.</summary>
    internal long Cost => (long)N * R * P;

    /// <summary>Whether a file may be read with these parameters but not written again.</summary>
    internal bool AreTooWeakToWrite => N < MinimumWrittenN || R < MinimumWrittenR;

    /// <summary>The parameters of a file, or nothing when they are out of bounds.</summary>
    internal static KdfParameters? FromFile(int n, int r, int p) => AreReadable(n, r, p) ? new KdfParameters((n, r, p)) : null;

    private static bool AreReadable(int n, int r, int p) =>
        n is >= MinimumReadN and <= MaximumN
        && BitOperations.IsPow2(n)
        && r is >= 1 and <= MaximumR
        && p is >= 1 and <= MaximumP
        && 128L * n * r <= MaximumMemory;
}
