using System.Security.Cryptography;

namespace TatumKms.Wallets.Plaintext;

/// <summary>A growing pinned buffer that zeroes what it leaves behind.</summary>
internal sealed class SecretWriter : IDisposable
{
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(1024, pinned: true);
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _length)
        {
            Grow(_length + bytes.Length);
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_buffer);
        _length = 0;
    }

    private void Grow(int minimum)
    {
        var larger = GC.AllocateUninitializedArray<byte>(Math.Max(minimum, 2 * _buffer.Length), pinned: true);
        Written.CopyTo(larger);
        CryptographicOperations.ZeroMemory(_buffer);
        _buffer = larger;
    }
}
