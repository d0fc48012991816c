namespace TatumKms.Cryptography.Tests.Support;

/// <summary>
/// Counts what a loop over a file of vectors has checked and names what failed, so that one test shows all failures and a
/// file that was read as empty cannot pass.
/// </summary>
internal sealed class Checklist
{
    private readonly List<string> _failures = [];
    private int _count;

    public void Check(string name, bool holds)
    {
        _count++;
        if (!holds)
        {
            _failures.Add(name);
        }
    }

    public void Equal(string name, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual) =>
        Check(name, expected.SequenceEqual(actual));

    public void AssertAll(int expectedCount)
    {
        Assert.Empty(_failures);
        Assert.Equal(expectedCount, _count);
    }
}
