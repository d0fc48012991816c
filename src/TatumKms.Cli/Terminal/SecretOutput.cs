using System.Buffers;
using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Cli.Terminal;

/// <summary>A pinned buffer before a stream, so that what passes to it leaves nothing behind in managed memory.</summary>
internal sealed class SecretOutput(Stream stream) : IBufferWriter<byte>, IDisposable
{
    private const int Capacity = 64 * 1024;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(Capacity, pinned: true);
    private int _length;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity - _length);
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeHint, Capacity);
        if (Capacity - _length < Math.Max(sizeHint, 1))
        {
            Flush();
        }

        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <exception cref="KmsException">The stream takes no more (<see cref="KmsError.InputOutput"/>).</exception>
    public void Flush()
    {
        try
        {
            stream.Write(_buffer, 0, _length);
            stream.Flush();
        }
        catch (IOException cause)
        {
            throw new KmsException(KmsError.InputOutput, $"The result cannot be written: {cause.Message}", innerException: cause);
        }

        CryptographicOperations.ZeroMemory(_buffer.AsSpan(0, _length));
        _length = 0;
    }

    /// <summary>Drops and zeroes what was not flushed.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_buffer);
}
