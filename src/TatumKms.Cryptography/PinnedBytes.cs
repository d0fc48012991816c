namespace TatumKms.Cryptography;

/// <summary>
/// Arrays for secrets: pinned, so that the garbage collector never moves them and leaves no copy behind. Whoever makes one
/// zeroes it with <see cref="System.Security.Cryptography.CryptographicOperations.ZeroMemory"/>.
/// </summary>
internal static class PinnedBytes
{
    public static byte[] Allocate(int length) => GC.AllocateArray<byte>(length, pinned: true);

    public static byte[] Copy(ReadOnlySpan<byte> source)
    {
        var copy = GC.AllocateUninitializedArray<byte>(source.Length, pinned: true);
        source.CopyTo(copy);
        return copy;
    }
}
